// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.xprim.models.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFilesTest {
    private final WholeFiles files = new WholeFiles(new SystemFileOperations());

    @TempDir
    private Path folder;

    /** The disk, with something done each time before one operation on one path. */
    private static WholeFiles crossed(String operation, Path path, Crossing crossing) {
        return new WholeFiles(new WatchedFileOperations(step -> {
            if (step.is(operation, path)) {
                crossing.run();
            }
        }));
    }

    @FunctionalInterface
    private interface Crossing {
        void run() throws IOException;
    }

    @Test
    void aFileIsReadUpToTheLengthThatIsExpected() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "12345");
        assertThat(files.read(file, 5)).contains("12345".getBytes(UTF_8));
        assertThatIOException().isThrownBy(() -> files.read(file, 4)).withMessageContaining("at most 4");
    }

    @Test
    void aDigestIsThatOfAFileUpToTheLengthThatIsExpected() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "abc");
        // FIPS 180-4's own example.
        assertThat(files.digest(file, 3))
                .contains(new Sha256("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        assertThat(files.digest(folder.resolve("nothing"), 3)).isEmpty();
        assertThatIOException().isThrownBy(() -> files.digest(file, 2)).withMessageContaining("at most 2");
    }

    @Test
    void aFileThatBecomesShorterIsNotReadInPart() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "12345");
        assertThatIOException()
                .isThrownBy(() -> crossed("file.read", file, () -> Files.writeString(file, "123"))
                        .read(file, 5))
                .withMessageContaining("became shorter");
    }

    @Test
    void aFileThatGoesIsNotThere() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "12345");
        assertThat(crossed("openForReading", file, () -> Files.delete(file)).read(file, 5))
                .isEmpty();
        assertThat(files.read(file, 5)).isEmpty();
    }

    @Test
    void foldersAreMadeDownFromTheRootAndWhatIsNoFolderIsNamed() throws IOException {
        files.createDirectories(folder.getRoot());
        files.createDirectories(folder.resolve("a/b/c"));
        assertThat(folder.resolve("a/b/c")).isDirectory();
        Files.writeString(folder.resolve("a/file"), "");
        assertThatIOException()
                .isThrownBy(() -> files.createDirectories(folder.resolve("a/file")))
                .withMessageContaining("is there, but is no directory");
    }

    @Test
    void aFolderRightBelowTheRootIsMade() throws IOException {
        URI zip = URI.create("jar:" + folder.resolve("x.zip").toUri());
        try (FileSystem other = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            files.createDirectories(other.getPath("/a"));
            assertThat(other.getPath("/a")).isDirectory();
        }
    }

    @Test
    void aFolderThatAnotherProcessMakesAtOnceIsAsGood() throws IOException {
        Path made = folder.resolve("made");
        crossed("createDirectory", made, () -> Files.createDirectory(made)).createDirectories(made);
        assertThat(made).isDirectory();
    }

    @Test
    void aFolderAboveThatMayNotBeReadWasForcedByItsMaker() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Path made = inner.resolve("made");
        crossed("forceDirectory", folder, () -> {
                    throw new AccessDeniedException(folder.toString());
                })
                .createDirectories(made);
        assertThat(made).isDirectory();
        crossed("forceDirectory", folder, () -> {
                    throw new FileSystemException(folder.toString(), null, "Operation not permitted");
                })
                .createDirectories(inner.resolve("another"));
        assertThatIOException()
                .isThrownBy(() -> crossed("forceDirectory", folder, () -> {
                            throw new FileSystemException(folder.toString(), null, "Input/output error");
                        })
                        .createDirectories(inner.resolve("other")))
                .withMessage(folder + ": Input/output error");
    }

    @Test
    void whatIsBehindALinkIsNotDeleted() throws IOException {
        Path behind = Files.writeString(
                Files.createDirectory(folder.resolve("behind")).resolve("f"), "");
        Path tree = folder.resolve("tree");
        Files.createSymbolicLink(
                Files.createDirectories(tree.resolve("sub")).resolve("link"), folder.resolve("behind"));
        files.deleteTree(tree);
        files.deleteTree(tree);
        assertThat(tree).doesNotExist();
        assertThat(behind).exists();
    }
}
