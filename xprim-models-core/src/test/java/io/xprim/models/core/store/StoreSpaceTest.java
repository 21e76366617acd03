// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.Limits;
import io.xprim.models.ModelRef;
import io.xprim.models.Sha256;
import io.xprim.models.StorageException;
import io.xprim.models.core.format.Manifest;
import io.xprim.models.core.format.ManifestCodec;
import io.xprim.models.fixtures.SampleModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreSpaceTest {
    private static final ModelRef REF = ModelRef.parse("g/m:v");
    private static final Sha256 DIGEST = new Sha256("a".repeat(64));

    @TempDir
    private Path folder;

    private StoreSpace space(long usable) throws IOException {
        FileOperations disk = new WatchedFileOperations(step -> {}) {
            @Override
            public long usableSpace(Path path) {
                return usable;
            }
        };
        return new StoreSpace(new StorePaths(folder, "test"), disk, Clock.systemUTC());
    }

    /** Files of 4096, 1 and 0 bytes: two blocks on the disk. */
    private static Manifest manifest() throws Exception {
        SampleModel model = new SampleModel()
                .randomFile("a", 4096, 1)
                .file("b", "x")
                .file("empty", "")
                .chunkSize(1000);
        return ManifestCodec.read(model.manifest(), Limits.defaults());
    }

    @Test
    void roomIsNeededForWholeBlocksAndATwentiethMore() throws Exception {
        long needed = 2 * 4096 + 2 * 4096 / 20;
        assertThatCode(() -> space(needed).ensureRoom(REF, manifest(), 4097)).doesNotThrowAnyException();
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> space(needed - 1).ensureRoom(REF, manifest(), 4097))
                .withMessageContaining("room for " + (needed - 1) + " bytes, and " + needed + " are needed")
                .withMessageEndingWith("data directory");
    }

    @Test
    void whatAnEarlierPullKeptIsTold() throws Exception {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> space(1).ensureRoom(REF, manifest(), 97))
                .withMessageContaining("4000 of 4097 bytes are kept");
    }

    @Test
    void aDiskThatDoesNotSayAndAModelThatIsAllThereNeedNoRoom() throws Exception {
        assertThatCode(() -> space(0).ensureRoom(REF, manifest(), 4097)).doesNotThrowAnyException();
        assertThatCode(() -> space(1).ensureRoom(REF, manifest(), 0)).doesNotThrowAnyException();
    }

    @Test
    void aCachedChunkIsAFileOfItsSize() throws IOException {
        Path chunk = folder.resolve("cache/chunks").resolve(DIGEST.hex());
        StoreSpace before = space(0);
        Files.createDirectories(chunk.getParent());
        assertThat(space(0).hasCached(DIGEST, 3)).isFalse();
        Files.writeString(chunk, "123");
        assertThat(space(0).hasCached(DIGEST, 3)).isTrue();
        assertThat(before.hasCached(DIGEST, 3)).isFalse();
        assertThat(space(0).hasCached(DIGEST, 4)).isFalse();
        Files.delete(chunk);
        Files.createDirectory(chunk);
        assertThat(space(0).hasCached(DIGEST, Files.size(chunk))).isFalse();
    }

    @Test
    void aChunkBehindALinkIsSomebodyElses() throws IOException {
        Path chunks = Files.createDirectories(folder.resolve("elsewhere/chunks"));
        Files.writeString(chunks.resolve(DIGEST.hex()), "123");
        Path cache = Files.createDirectory(folder.resolve("cache"));
        Files.createSymbolicLink(cache.resolve("chunks"), chunks);
        assertThat(space(0).hasCached(DIGEST, 3)).isFalse();
        Files.delete(cache.resolve("chunks"));
        Files.delete(cache);
        Files.createSymbolicLink(cache, chunks.getParent());
        assertThat(space(0).hasCached(DIGEST, 3)).isFalse();
    }
}
