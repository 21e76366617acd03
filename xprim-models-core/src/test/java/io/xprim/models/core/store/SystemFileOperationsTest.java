// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemFileOperationsTest {
    private final FileOperations operations = new SystemFileOperations();

    @TempDir
    private Path folder;

    @Test
    void statusTellsFilesFoldersAndLinksApart() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "123");
        Path link = Files.createSymbolicLink(folder.resolve("l"), file);
        Instant time = Instant.parse("2026-01-02T03:04:05Z");
        operations.touch(file, time);
        assertThat(operations.status(file)).contains(new FileOperations.Status(FileOperations.Kind.FILE, 3, time));
        assertThat(operations.status(folder).orElseThrow().kind()).isEqualTo(FileOperations.Kind.DIRECTORY);
        assertThat(operations.status(link).orElseThrow().kind()).isEqualTo(FileOperations.Kind.OTHER);
        assertThat(operations.status(folder.resolve("none"))).isEmpty();
        assertThat(operations.realDirectory(folder)).contains(folder.toRealPath());
        assertThat(operations.realDirectory(file)).isEmpty();
    }

    @Test
    void nothingIsBelowAFileAndALoopOfLinksIsAFailure() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "");
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
        assertThat(operations.status(file.resolve("below"))).isEmpty();
        assertThatIOException().isThrownBy(() -> operations.status(loop.resolve("below")));
    }

    @Test
    void onlyRegularFilesAreOpened() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "");
        Path link = Files.createSymbolicLink(folder.resolve("l"), file);
        for (Path other : new Path[] {link, folder}) {
            assertThatIOException()
                    .isThrownBy(() -> operations.openForReading(other))
                    .withMessageContaining("is no regular file");
            assertThatIOException()
                    .isThrownBy(() -> operations.openForWriting(other))
                    .withMessageContaining("is no regular file");
        }
    }

    @Test
    void aFailureOfAnOpenFileNamesIt() throws Exception {
        Path file = folder.resolve("f");
        FileOperations.OpenFile open = operations.create(file);
        open.close();
        open.close();
        for (FileUse use : new FileUse[] {
            FileOperations.OpenFile::size,
            FileOperations.OpenFile::force,
            closed -> closed.read(ByteBuffer.allocate(1), 0),
            closed -> closed.write(ByteBuffer.allocate(1), 0)
        }) {
            assertThatIOException()
                    .isThrownBy(() -> use.on(open))
                    .isInstanceOf(FileSystemException.class)
                    .withMessageContaining(file.toString());
        }
    }

    @FunctionalInterface
    private interface FileUse {
        void on(FileOperations.OpenFile file) throws IOException;
    }

    @Test
    void permissionsAreCopied() throws IOException {
        Path from = Files.writeString(folder.resolve("from"), "");
        Path to = Files.writeString(folder.resolve("to"), "");
        Files.setPosixFilePermissions(from, PosixFilePermissions.fromString("rw-r-----"));
        operations.copyPermissions(from, to);
        assertThat(Files.getPosixFilePermissions(to)).isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    }

    @Test
    void whereThereAreNoPermissionsAndFoldersCannotBeForcedNothingIsDone() throws IOException {
        URI zip = URI.create("jar:" + folder.resolve("x.zip").toUri());
        try (FileSystem other = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Path from = Files.writeString(other.getPath("/from"), "");
            Path to = Files.writeString(other.getPath("/to"), "");
            assertThatCode(() -> {
                        operations.createDirectory(other.getPath("/made"));
                        operations.forceDirectory(other.getPath("/"));
                        operations.copyPermissions(from, to);
                    })
                    .doesNotThrowAnyException();
        }
    }

    /** The files that Linux makes up can be forced no more than its folders: EINVAL for both. */
    @Test
    @Tag("P10")
    void aFolderThatCannotBeForcedIsPassedOverAndAFileIsNot() throws Exception {
        Path made = Path.of("/proc/self");
        assumeTrue(Files.isWritable(made.resolve("comm")), "there is no /proc");
        operations.forceDirectory(made.toRealPath());
        try (FileOperations.OpenFile file = operations.openForWriting(made.resolve("comm"))) {
            assertThatIOException().isThrownBy(file::force).withMessageContaining("Invalid argument");
        }
    }

    @Test
    void aFolderThatIsNotThereCannotBeForced() {
        Path missing = folder.resolve("missing");
        assertThatIOException()
                .isThrownBy(() -> operations.forceDirectory(missing))
                .withMessageContaining(missing.toString());
    }
}
