// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.xprim.models.DamagedRange;
import io.xprim.models.InstalledModel;
import io.xprim.models.ModelRef;
import io.xprim.models.NotInstalledException;
import io.xprim.models.PullResult;
import io.xprim.models.StorageException;
import io.xprim.models.VerifyResult;
import io.xprim.models.core.manager.AlteredDisk.Operation;
import io.xprim.models.core.store.FileOperations;
import io.xprim.models.core.store.SystemFileOperations;
import io.xprim.models.fixtures.SampleModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What calls make of a disk that is full, read-only, forgetful or broken. */
@Timeout(60)
final class FaultyDiskTest {
    private static final ModelRef REF = ModelRef.parse("g/m:v");
    private static final ModelRef EARLIER = ModelRef.parse("g/earlier:v");
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a.bin", 5000, 1).chunkSize(1000);
    private static final String FULL = "No space left on device";

    @TempDir
    private Path folder;

    private FaultyStore store;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        store = new FaultyStore(folder)
                .with(REF, MODEL)
                .with(EARLIER, new SampleModel().randomFile("e.bin", 100, 2).chunkSize(100));
        file = store.base.resolve("g/m/v/a.bin");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private byte[] registryJson() throws IOException {
        return Files.readAllBytes(store.base.resolve("registry.json"));
    }

    private void assertNothingTemporaryIsLeft() {
        assertThat(store.base).isDirectoryNotContaining("glob:**.tmp-*");
    }

    @ParameterizedTest
    @Tag("D05")
    @ValueSource(booleans = {true, false})
    void aCachedChunkThatTheDiskDoesNotGiveBackIsRemovedAndFetched(boolean endsEarly) throws IOException {
        Path cached = Files.createDirectories(store.base.resolve("cache/chunks"))
                .resolve(MODEL.chunkHashes().get(1));
        Files.write(cached, MODEL.chunks().get(1));
        FileOperations disk = AlteredDisk.with(operation ->
                operation.is("file.read") && operation.path().equals(cached) ? unread(endsEarly) : operation.run());

        PullResult result = store.pull(REF, disk);

        assertThat(result.bytesFetched()).isEqualTo(5000);
        assertThat(cached).doesNotExist();
        assertThat(file).hasBinaryContent(Objects.requireNonNull(MODEL.files().get("a.bin")));
    }

    @ParameterizedTest
    @Tag("D05")
    @ValueSource(booleans = {true, false})
    void anInstalledFileThatTheDiskDoesNotGiveBackIsDamageThatVerificationNames(boolean endsEarly) {
        store.pull(REF);
        FileOperations disk = AlteredDisk.with(operation ->
                operation.is("file.read") && operation.path().equals(file) ? unread(endsEarly) : operation.run());

        VerifyResult result = store.verify(REF, disk);

        assertThat(result.ok()).isFalse();
        assertThat(result.damaged()).containsExactly(new DamagedRange("a.bin", 0, 5000));
        assertThat(store.verify(REF).ok()).isTrue();
    }

    private static Object unread(boolean endsEarly) throws IOException {
        if (endsEarly) {
            return -1;
        }
        throw new IOException("Input/output error");
    }

    @Test
    @Tag("D06")
    void aDiskWithoutRoomIsToldWithTheNumbersBeforeAnythingIsFetched() {
        FileOperations disk =
                AlteredDisk.with(operation -> operation.is("usableSpace") ? Long.valueOf(1234) : operation.run());

        assertThatThrownBy(() -> store.pull(REF, disk))
                .isInstanceOf(StorageException.class)
                // 5,000 bytes are two blocks of 4 KiB, and a twentieth more.
                .hasMessageContaining("has room for 1234 bytes, and 8601 are needed");
        assertThat(store.base.resolve("g/m/.v.new/a.bin")).doesNotExist();
    }

    @Test
    @Tag("D06")
    void aDiskThatDoesNotSayHowMuchRoomItHasIsTried() {
        FileOperations disk =
                AlteredDisk.with(operation -> operation.is("usableSpace") ? Long.valueOf(0) : operation.run());

        assertThat(store.pull(REF, disk).bytesFetched()).isEqualTo(5000);
    }

    @Test
    @Tag("D06")
    void aDiskThatFillsUpEndsThePullAtOnceAndKeepsWhatWasFetched() throws IOException {
        store.pull(EARLIER);
        byte[] before = registryJson();
        AtomicInteger writes = new AtomicInteger();
        FileOperations disk = AlteredDisk.with(operation -> {
            if (operation.is("file.write") && operation.fileName().equals("a.bin") && writes.incrementAndGet() > 2) {
                throw failure(operation, FULL);
            }
            return operation.run();
        });

        assertThatThrownBy(() -> store.pull(REF, disk))
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith("pull g/m v: storage error: ")
                .hasMessageContaining("a.bin: " + FULL + "; free some space");

        assertThat(writes).as("writes, of which none is tried again").hasValue(3);
        assertThat(registryJson()).isEqualTo(before);
        PullResult next = store.pull(REF);
        assertThat(next.bytesReused()).isEqualTo(2000);
        assertThat(next.bytesFetched()).isEqualTo(3000);
    }

    /** Where each of three refusals may be met. */
    static Stream<Arguments> refusals() {
        return Stream.of("Disk quota exceeded", "Read-only file system", "permission denied")
                .flatMap(reason -> Stream.of(
                                "createDirectory cache",
                                "createDirectory g",
                                "create g/m/.v.new/a.bin",
                                "move g/m/v",
                                "create registry.json.tmp-",
                                "move registry.json")
                        .map(step -> arguments(reason, step)));
    }

    @ParameterizedTest
    @Tag("D07")
    @MethodSource("refusals")
    void aStoreThatMayNotBeWrittenIsAStorageFailureThatNamesThePlace(String reason, String step) {
        FileOperations disk = AlteredDisk.with(operation -> {
            String path = store.base.relativize(operation.path()).toString();
            if ((operation.name() + " " + path).startsWith(step) && operation.changes()) {
                throw reason.equals("permission denied")
                        ? new AccessDeniedException(operation.path().toString())
                        : failure(operation, reason);
            }
            return operation.run();
        });
        String place = step.substring(step.indexOf(' ') + 1);

        assertThatThrownBy(() -> store.pull(REF, disk))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(store.base.resolve(place).toString())
                .hasMessageContaining(reason + ";");

        assertThat(store.list(disk)).isEmpty();
        assertNothingTemporaryIsLeft();
        store.pull(REF);
        assertThat(store.verify(REF).ok()).isTrue();
    }

    @Test
    @Tag("D07")
    void readersNeedNoMoreThanToRead() {
        store.pull(REF);
        FileOperations readOnly = AlteredDisk.with(operation -> {
            if (operation.changes()) {
                throw failure(operation, "Read-only file system");
            }
            return operation.run();
        });

        assertThat(store.list(readOnly)).extracting(InstalledModel::ref).containsExactly(REF);
        assertThat(store.get(REF, readOnly).path()).isEqualTo(file.getParent());
        assertThatThrownBy(() -> store.get(EARLIER, readOnly)).isInstanceOf(NotInstalledException.class);
        assertThat(store.pull(REF, readOnly).outcome()).isEqualTo(PullResult.Outcome.ALREADY_INSTALLED);
        assertThatThrownBy(() -> store.pull(EARLIER, readOnly)).isInstanceOf(StorageException.class);
    }

    @Test
    @Tag("D08")
    void aDiskThatTakesAndGivesAFewBytesAtATimeTakesAndGivesThemAll() throws IOException {
        FileOperations disk = AlteredDisk.with(operation -> {
            ByteBuffer bytes = operation.bytes();
            if (bytes == null) {
                return operation.run();
            }
            int limit = bytes.limit();
            bytes.limit(Math.min(limit, bytes.position() + 7));
            Object count = operation.run();
            bytes.limit(limit);
            return count;
        });

        store.pull(REF, disk);

        assertThat(file).hasBinaryContent(Objects.requireNonNull(MODEL.files().get("a.bin")));
        assertThat(file.resolveSibling(".test/manifest.json")).hasBinaryContent(MODEL.manifest());
        assertThat(store.list(new SystemFileOperations()))
                .extracting(InstalledModel::ref)
                .containsExactly(REF);
        assertThat(store.verify(REF, disk).ok()).isTrue();
    }

    @Test
    @Tag("D08")
    void aDiskThatSaysItTookWhatItDidNotIsFoundOutBeforeTheModelIsListed() {
        AtomicInteger writes = new AtomicInteger();
        FileOperations disk = AlteredDisk.with(operation -> {
            ByteBuffer bytes = operation.bytes();
            boolean last =
                    operation.is("file.write") && operation.fileName().equals("a.bin") && writes.incrementAndGet() == 5;
            if (bytes == null || !last) {
                return operation.run();
            }
            int count = bytes.remaining();
            bytes.position(bytes.limit());
            return count;
        });

        assertThatThrownBy(() -> store.pull(REF, disk))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("does not have the 5000 bytes");

        assertThat(file).doesNotExist();
        assertThat(store.pull(REF).bytesFetched()).isEqualTo(1000);
        assertThat(store.verify(REF).ok()).isTrue();
    }

    @Test
    @Tag("D14")
    void aDiskThatFillsUpUnderTheNextRegistryJsonLeavesTheOneThereIs() throws IOException {
        store.pull(EARLIER);
        byte[] before = registryJson();
        AtomicInteger writes = new AtomicInteger();
        FileOperations disk = AlteredDisk.with(operation -> {
            ByteBuffer bytes = operation.bytes();
            if (bytes == null || !operation.fileName().startsWith("registry.json.tmp-")) {
                return operation.run();
            }
            if (writes.incrementAndGet() > 1) {
                throw failure(operation, FULL);
            }
            int limit = bytes.limit();
            bytes.limit(bytes.position() + 10);
            Object count = operation.run();
            bytes.limit(limit);
            return count;
        });

        assertThatThrownBy(() -> store.pull(REF, disk))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(FULL);

        assertThat(writes).hasValue(2);
        assertThat(registryJson()).isEqualTo(before);
        assertNothingTemporaryIsLeft();
        assertThat(store.pull(REF).bytesFetched()).isZero();
        assertThat(store.verify(REF).ok()).isTrue();
        assertThat(store.verify(EARLIER).ok()).isTrue();
    }

    /** Another local user may guess names, and put links in their places. */
    @Test
    @Tag("P06")
    void aLinkInThePlaceOfTheNextRegistryJsonIsNotFollowed() throws IOException {
        store.pull(EARLIER);
        byte[] before = registryJson();
        Path target = Files.writeString(folder.resolve("target"), "untouched");
        FileOperations disk = AlteredDisk.with(operation -> {
            if (operation.is("create") && operation.fileName().startsWith("registry.json.tmp-")) {
                Files.createSymbolicLink(operation.path(), target);
            }
            return operation.run();
        });

        assertThatThrownBy(() -> store.pull(REF, disk))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("registry.json.tmp-");

        assertThat(target).hasContent("untouched");
        assertThat(registryJson()).isEqualTo(before);
        assertThat(store.pull(REF).bytesFetched()).isZero();
    }

    /** That a folder cannot be forced at all is another matter, which the disk itself tells apart. */
    @Test
    @Tag("P10")
    void aFolderWhoseForceFailsIsAStorageFailure() throws IOException {
        FileOperations disk = AlteredDisk.with(operation -> {
            if (operation.is("forceDirectory") && operation.fileName().equals("m")) {
                throw failure(operation, "Input/output error");
            }
            return operation.run();
        });

        assertThatThrownBy(() -> store.pull(REF, disk))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("Input/output error");

        assertThat(store.list(new SystemFileOperations())).isEmpty();
        assertThat(store.pull(REF).model().ref()).isEqualTo(REF);
    }

    @Test
    @Tag("C11")
    void aRegistryLockThatWasRemovedUnderItsHolderCostsNobodysEntry() throws IOException {
        store.pull(EARLIER);
        ModelRef other = ModelRef.parse("g/other:v");
        store.with(other, MODEL);
        AtomicInteger removals = new AtomicInteger();
        try (FaultyStore another = new FaultyStore(folder)) {
            FileOperations disk = AlteredDisk.with(operation -> {
                Object result = operation.run();
                if (operation.is("file.force") && operation.fileName().startsWith("registry.json.tmp-")) {
                    removals.incrementAndGet();
                    Files.delete(store.base.resolve("registry.json.lock"));
                    another.pull(other);
                }
                return result;
            });

            assertThatThrownBy(() -> store.pull(REF, disk))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("registry.json.lock: the lock file was removed or replaced");
        }
        assertThat(removals).hasValue(1);
        assertNothingTemporaryIsLeft();
        assertThat(store.list(new SystemFileOperations()))
                .extracting(InstalledModel::ref)
                .containsExactly(EARLIER, other);
        assertThat(store.pull(REF).bytesFetched()).isZero();
    }

    private static FileSystemException failure(Operation operation, String reason) {
        return new FileSystemException(operation.path().toString(), null, reason);
    }
}
