// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.xprim.models.Cancellation;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that can be read alone. */
class ReadOnlyStoreTest {
    private static final Set<String> READING = Set.of(
            "openForReading",
            "status",
            "realDirectory",
            "list",
            "usableSpace",
            "fileSystemType",
            "file.read",
            "file.size",
            "file.close");

    @TempDir
    private Path folder;

    private InstalledStore store;

    @BeforeEach
    void install() throws IOException {
        store = InstalledStore.in(folder);
    }

    private static FileOperations readOnly() {
        return new WatchedFileOperations(step -> {
            if (!READING.contains(step.name())) {
                throw new FileSystemException(step.path().toString(), null, "Read-only file system");
            }
        });
    }

    @Test
    @Tag("D07")
    void isReadAsEver() throws IOException {
        try (Store over = store.over(readOnly())) {
            assertThat(over.list(new Cancellation())).hasSize(1);
            assertThat(over.get(InstalledStore.REF, new Cancellation()).path()).isEqualTo(store.version());
            assertThat(over.entries()).containsKey(InstalledStore.REF);
        }
    }

    @Test
    @Tag("D07")
    void isNotChanged() {
        assertThatIOException()
                .isThrownBy(() -> {
                    try (VersionChange change = store.change(readOnly())) {
                        change.remove();
                    }
                })
                .withMessageContaining("Read-only file system");
        assertThat(store.version()).isDirectory();
    }
}
