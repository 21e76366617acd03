// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.Limits;
import io.xprim.models.ModelFile;
import io.xprim.models.fixtures.SampleModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class ManifestCodecProperties {
    @Property(tries = 300)
    void whatIsWrittenIsReadBack(
            @ForAll @Size(max = 8) List<@LongRange(min = 0, max = 1L << 42) Long> sizes,
            @ForAll @LongRange(min = 1, max = 1L << 40) long chunkSize)
            throws FormatException, IOException {
        long total = sizes.stream().mapToLong(Long::longValue).sum();
        long least = Math.max(chunkSize, total / 1000 + 1);
        ChunkList.Builder chunks = new ChunkList.Builder();
        for (int i = 0; i < (total + least - 1) / least; i++) {
            chunks.add(Digests.sha256().digest(new byte[] {(byte) (i % 7)}));
        }
        Manifest manifest = Manifest.of(chunks.ofSize(least, total), files(sizes), Limits.defaults());
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ManifestCodec.write(written, manifest);

        Manifest read = ManifestCodec.read(written.toByteArray(), Limits.defaults());

        assertSame(read, manifest);
    }

    @Property(tries = 300)
    void aManifestThatOthersWroteIsReadAsTheyMeantIt(
            @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 40) Integer> fileSizes,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 30) Integer> chunkSizes)
            throws FormatException, IOException {
        int total = chunkSizes.stream().mapToInt(Integer::intValue).sum();
        SampleModel model = new SampleModel().chunkSizes(chunkSizes);
        int left = total;
        for (int i = 0; i < fileSizes.size(); i++) {
            int size = Math.min(left, fileSizes.get(i));
            model.randomFile("f" + i, size, i);
            left -= size;
        }
        model.randomFile("rest", left, 99);

        Manifest read = ManifestCodec.read(model.manifest(), Limits.defaults());
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ManifestCodec.write(written, read);

        assertSame(ManifestCodec.read(written.toByteArray(), Limits.defaults()), read);
        assertThat(read.totalSize()).isEqualTo(total);
        assertThat(read.files())
                .containsExactlyElementsOf(model.files().entrySet().stream()
                        .map(file -> new ModelFile(file.getKey(), file.getValue().length))
                        .toList());
        for (int i = 0; i < chunkSizes.size(); i++) {
            assertThat(read.chunks().size(i)).isEqualTo(chunkSizes.get(i).longValue());
            assertThat(read.chunks().digest(i).hex())
                    .isEqualTo(model.chunkHashes().get(i));
        }
    }

    private static void assertSame(Manifest read, Manifest written) {
        assertThat(read.files()).isEqualTo(written.files());
        assertThat(read.totalSize()).isEqualTo(written.totalSize());
        assertThat(read.chunks().count()).isEqualTo(written.chunks().count());
        for (int i = 0; i < read.chunks().count(); i++) {
            assertThat(read.chunks().digest(i)).isEqualTo(written.chunks().digest(i));
            assertThat(read.chunks().offset(i)).isEqualTo(written.chunks().offset(i));
            assertThat(read.chunks().size(i)).isEqualTo(written.chunks().size(i));
        }
    }

    private static List<ModelFile> files(List<Long> sizes) {
        List<ModelFile> files = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            files.add(new ModelFile("dir" + i % 2 + "/ü" + i, sizes.get(i)));
        }
        return files;
    }
}
