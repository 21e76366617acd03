// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.InstalledModel;
import io.xprim.models.ModelRef;
import io.xprim.models.PullResult;
import io.xprim.models.StorageException;
import io.xprim.models.core.manager.AlteredDisk.Operation;
import io.xprim.models.core.store.FileOperations;
import io.xprim.models.fixtures.SampleModel;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that refuses what Windows refuses: to rename or delete a file that somebody has open, or a folder above one. */
@Timeout(60)
final class OpenFilesOnWindowsTest {
    private static final ModelRef REF = ModelRef.parse("g/m:v");
    private static final SampleModel MODEL =
            new SampleModel().randomFile("sub/a.bin", 5000, 1).chunkSize(1000);
    private static final SampleModel NEXT =
            new SampleModel().randomFile("sub/a.bin", 4000, 2).chunkSize(1000);

    @TempDir
    private Path folder;

    private final List<Path> open = new CopyOnWriteArrayList<>();
    private final FileOperations disk = AlteredDisk.with(this::run);
    private FaultyStore store;
    private Path version;

    @BeforeEach
    void open() throws IOException {
        store = new FaultyStore(folder).with(REF, MODEL);
        version = store.base.resolve("g/m/v");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private @Nullable Object run(Operation operation) throws IOException {
        switch (operation.name()) {
            case "move" -> {
                refuseIfOpen(operation.from());
                refuseIfOpen(operation.path());
            }
            case "delete" -> refuseIfOpen(operation.path());
            case "file.close" -> open.remove(operation.path());
            default -> {}
        }
        Object result = operation.run();
        if (result instanceof FileOperations.OpenFile) {
            open.add(operation.path());
        }
        return result;
    }

    private void refuseIfOpen(@Nullable Path path) throws IOException {
        for (Path file : open) {
            if (path != null && file.startsWith(path)) {
                throw new AccessDeniedException(path.toString());
            }
        }
    }

    @Test
    @Tag("P01")
    void noCallHasAFileOpenItselfThatItRenamesOrDeletes() throws IOException {
        assertThat(store.pull(REF, disk).outcome()).isEqualTo(PullResult.Outcome.INSTALLED);
        Files.write(version.resolve("sub/a.bin"), new byte[4999]);
        assertThat(store.pull(REF, disk).outcome()).isEqualTo(PullResult.Outcome.REPAIRED);
        store.with(REF, NEXT);
        assertThat(store.pull(REF, disk).outcome()).isEqualTo(PullResult.Outcome.UPDATED);
        assertThat(store.verify(REF, disk).ok()).isTrue();
        store.remove(REF, disk);

        assertThat(store.list(disk)).isEmpty();
        assertThat(store.base.resolve("g")).doesNotExist();
        assertThat(open).isEmpty();
    }

    @Test
    @Tag("P01")
    void anUpdateOfAModelInUseFailsAndLeavesItListedAndWhole() throws IOException {
        store.pull(REF, disk);
        store.with(REF, NEXT);
        Path inUse = version.resolve("sub/a.bin");
        open.add(inUse);

        assertRefusedAndWhole(() -> store.pull(REF, disk));

        open.remove(inUse);
        PullResult next = store.pull(REF, disk);
        assertThat(next.outcome()).isEqualTo(PullResult.Outcome.UPDATED);
        assertThat(next.bytesFetched()).isZero();
    }

    @Test
    @Tag("P01")
    void aRemovalOfAModelInUseFailsAndLeavesItListedAndWhole() throws IOException {
        store.pull(REF, disk);
        Path inUse = version.resolve("sub/a.bin");
        open.add(inUse);

        assertRefusedAndWhole(() -> store.remove(REF, disk));

        open.remove(inUse);
        store.remove(REF, disk);
        assertThat(store.list(disk)).isEmpty();
    }

    private void assertRefusedAndWhole(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(version.toString())
                .hasMessageContaining("permission denied");
        assertThat(store.list(disk)).extracting(InstalledModel::ref).containsExactly(REF);
        assertThat(version.resolve("sub/a.bin"))
                .hasBinaryContent(Objects.requireNonNull(MODEL.files().get("sub/a.bin")));
        assertThat(store.verify(REF, disk).ok()).isTrue();
    }
}
