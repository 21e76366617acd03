// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.xprim.models.Limits;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.Manifest;
import io.xprim.models.core.format.ManifestCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installed files, read to be checked and made again beside. */
class MendingTest {
    @TempDir
    private Path folder;

    private InstalledStore store;
    private Manifest manifest;

    @BeforeEach
    void install() throws IOException, FormatException {
        store = InstalledStore.in(folder);
        manifest = ManifestCodec.read(InstalledStore.MODEL.manifest(), Limits.defaults());
    }

    private FileOperations failing(String operation, Path path, String reason) {
        return new WatchedFileOperations(step -> {
            if (step.is(operation, path)) {
                throw new FileSystemException(path.toString(), null, reason);
            }
        });
    }

    @Test
    void aFileThatCannotBeOpenedForWantOfDescriptorsIsNotTakenForDamaged() throws IOException {
        Path file = store.version().resolve("a.bin");
        try (VersionChange change = store.change(failing("openForReading", file, "Too many open files"));
                InstalledVersion version = change.open(manifest)) {
            assertThatIOException()
                    .isThrownBy(() -> version.read(0, 0, ByteBuffer.allocate(10)))
                    .withMessageContaining("Too many open files");
        }
    }

    @Test
    @Tag("D05")
    void bytesThatTheDiskDoesNotGiveBackAreDamaged() throws IOException {
        Path file = store.version().resolve("a.bin");
        try (VersionChange change = store.change(failing("file.read", file, "Input/output error"));
                InstalledVersion version = change.open(manifest)) {
            assertThat(version.read(0, 0, ByteBuffer.allocate(10))).isFalse();
        }
    }

    @Test
    @Tag("C11")
    void nothingIsPutInPlaceOnceTheLockFileWasRemoved() throws IOException {
        Path file = store.version().resolve("a.bin");
        byte[] before = Files.readAllBytes(file);
        try (VersionChange change = store.change(new SystemFileOperations());
                InstalledVersion version = change.open(manifest);
                Mending mending = version.mend(Set.of(0))) {
            mending.write(0, 0, ByteBuffer.allocate(2500));
            try (Stream<Path> locks = Files.list(store.base.resolve("cache/locks"))) {
                for (Path lock :
                        locks.filter(path -> path.toString().endsWith(".lock")).toList()) {
                    Files.delete(lock);
                }
            }

            assertThatIOException().isThrownBy(mending::finish).withMessageContaining("lock file");
        }
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void noInstalledFileIsOpenedForWriting() throws IOException {
        FileOperations watched = new WatchedFileOperations(step -> {
            boolean writing = Set.of("create", "openForWriting", "file.write").contains(step.name());
            if (writing && step.path().startsWith(store.version())) {
                assertThat(step.path().getFileName().toString()).startsWith(Mending.PREFIX);
            }
        });
        try (VersionChange change = store.change(watched);
                InstalledVersion version = change.open(manifest);
                Mending mending = version.mend(Set.of(0, 1))) {
            mending.write(0, 0, ByteBuffer.wrap(InstalledStore.MODEL.files().get("a.bin")));
            mending.finish();
        }
        assertThat(store.version().resolve("a.bin"))
                .hasBinaryContent(InstalledStore.MODEL.files().get("a.bin"));
    }

    @Test
    void aFileThatDidNotGetAllItsBytesIsNotPutInPlace() throws IOException {
        try (VersionChange change = store.change(new SystemFileOperations());
                InstalledVersion version = change.open(manifest);
                Mending mending = version.mend(Set.of(0))) {
            mending.write(0, 0, ByteBuffer.allocate(2499));
            assertThatIOException().isThrownBy(mending::finish).withMessageContaining("does not have the bytes");
        }
        assertThat(store.version().resolve("a.bin"))
                .hasBinaryContent(InstalledStore.MODEL.files().get("a.bin"));
        assertThat(store.version().resolve(".test/repair-0")).doesNotExist();
    }

    @Test
    void whateverIsInThePlaceOfAFileOrItsFolderMakesRoom() throws IOException {
        WholeFiles files = new WholeFiles(new SystemFileOperations());
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        for (boolean link : new boolean[] {true, false}) {
            files.deleteTree(store.version().resolve("a.bin"));
            files.deleteTree(store.version().resolve("sub"));
            Files.createDirectory(store.version().resolve("a.bin"));
            if (link) {
                Files.createSymbolicLink(store.version().resolve("sub"), elsewhere);
            }
            try (VersionChange change = store.change(new SystemFileOperations());
                    InstalledVersion version = change.open(manifest);
                    Mending mending = version.mend(Set.of(0, 2))) {
                assertThat(version.size(0)).isEmpty();
                assertThat(version.size(2)).isEmpty();
                assertThat(version.size(3)).isEmpty();
                assertThat(version.read(2, 0, ByteBuffer.allocate(1))).isFalse();
                mending.write(0, 0, ByteBuffer.wrap(InstalledStore.MODEL.files().get("a.bin")));
                mending.write(2, 0, ByteBuffer.wrap(InstalledStore.MODEL.files().get("sub/b.bin")));
                mending.finish();
            }
            assertThat(store.version().resolve("a.bin"))
                    .hasBinaryContent(InstalledStore.MODEL.files().get("a.bin"));
            assertThat(store.version().resolve("sub/b.bin"))
                    .hasBinaryContent(InstalledStore.MODEL.files().get("sub/b.bin"));
        }
        assertThat(elsewhere).isEmptyDirectory();
    }
}
