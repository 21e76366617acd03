// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.assemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.xprim.models.Cancellation;
import io.xprim.models.core.format.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Examples.class)
@Domain(DomainContext.Global.class)
class StagedModelProperties {
    @Property
    void theFilesAreTheConcatenatedChunksWhateverComesWhen(@ForAll Example example, @ForAll Random random)
            throws Exception {
        MemoryFiles files = new MemoryFiles();
        StagedModel model = new StagedModel(example.manifest(), files);
        fill(model, example, random);
        assertWhole(example, files);
    }

    @Property
    void chunksThatArriveTogetherDoNotDisturbEachOther(@ForAll Example example, @ForAll Random random)
            throws Exception {
        MemoryFiles files = new MemoryFiles();
        StagedModel model = new StagedModel(example.manifest(), files);
        List<ChunkSink> sinks = new ArrayList<>();
        List<ByteBuffer> arriving = new ArrayList<>();
        for (int first : firsts(model)) {
            sinks.add(model.open(first));
            arriving.add(ByteBuffer.wrap(example.chunks().get(first)));
        }
        while (arriving.stream().anyMatch(ByteBuffer::hasRemaining)) {
            int at = random.nextInt(sinks.size());
            sinks.get(at).accept(next(arriving.get(at), random));
        }
        assertThat(sinks).allMatch(ChunkSink::finish);
        assertWhole(example, files);
    }

    @Property
    void eachDistinctChunkIsKnownByItsFirstPlaceAndAllItsPlacesAreListed(@ForAll Example example)
            throws FormatException {
        DistinctChunks distinct = new StagedModel(example.manifest(), new MemoryFiles()).distinct();
        Set<String> contents = new HashSet<>();
        List<Integer> listed = new ArrayList<>();
        for (int n = 0; n < distinct.count(); n++) {
            int first = distinct.first(n);
            String content = Arrays.toString(example.chunks().get(first));
            assertThat(contents.add(content)).isTrue();
            int occurrences = 0;
            for (int chunk = first; chunk >= 0; chunk = distinct.next(chunk)) {
                assertThat(Arrays.toString(example.chunks().get(chunk))).isEqualTo(content);
                assertThat(chunk).isGreaterThanOrEqualTo(first);
                listed.add(chunk);
                occurrences++;
            }
            assertThat(distinct.occurrences(first)).isEqualTo(occurrences);
        }
        Collections.sort(listed);
        assertThat(listed).hasSize(example.chunks().size()).doesNotHaveDuplicates();
    }

    @Property
    void aClosedSinkLetsNothingThrough(@ForAll Example example, @ForAll Random random) throws Exception {
        assumeThat(example.chunks()).isNotEmpty();
        MemoryFiles files = new MemoryFiles();
        StagedModel model = new StagedModel(example.manifest(), files);
        int first = any(firsts(model), random);
        byte[] content = example.chunks().get(first);
        ChunkSink sink = model.open(first);
        ByteBuffer arriving = ByteBuffer.wrap(content);
        sink.accept(next(arriving, random));
        List<String> before = files.contents();
        if (random.nextBoolean()) {
            sink.close();
        } else {
            sink.finish();
        }

        ByteBuffer late = ByteBuffer.wrap(new byte[] {1, 2, 3});
        sink.accept(late);

        assertThat(late.hasRemaining()).isFalse();
        assertThat(files.contents()).isEqualTo(before);
        assertThat(sink.finish()).isFalse();
    }

    @Property
    void aChunkThatComesInPartsIsWholeAndNoEarlierWayInLetsAnythingThrough(
            @ForAll Example example, @ForAll Random random) throws Exception {
        assumeThat(example.chunks()).isNotEmpty();
        MemoryFiles files = new MemoryFiles();
        StagedModel model = new StagedModel(example.manifest(), files);
        for (int first : firsts(model)) {
            ByteBuffer arriving = ByteBuffer.wrap(example.chunks().get(first));
            ChunkSink sink = model.open(first);
            while (arriving.hasRemaining()) {
                sink.accept(next(arriving, random));
                ChunkSink before = sink;
                sink = before.rest();
                assertThat(sink.received()).isEqualTo(arriving.position());
                before.accept(ByteBuffer.wrap(new byte[] {1, 2, 3}));
                assertThat(before.finish()).isFalse();
            }
            assertThat(sink.finish()).isTrue();
        }
        assertWhole(example, files);
    }

    @Property
    void aByteTooManyIsRefusedAndNothingBeyondIsWritten(
            @ForAll Example example, @ForAll Random random, @ForAll @IntRange(min = 1, max = 30) int tooMany)
            throws Exception {
        assumeThat(example.chunks()).isNotEmpty();
        MemoryFiles files = new MemoryFiles();
        StagedModel model = new StagedModel(example.manifest(), files);
        int first = any(firsts(model), random);
        byte[] content = example.chunks().get(first);
        ChunkSink sink = model.open(first);
        ByteBuffer arriving = ByteBuffer.wrap(Arrays.copyOf(content, content.length + tooMany));
        assertThatExceptionOfType(ChunkSink.TooLongException.class).isThrownBy(() -> {
            while (arriving.hasRemaining()) {
                sink.accept(next(arriving, random));
            }
        });
        assertThat(sink.received()).isLessThanOrEqualTo(content.length);
        assertThat(sink.finish()).isFalse();
        MemoryFiles alone = new MemoryFiles();
        new StagedModel(example.manifest(), alone).open(first).accept(ByteBuffer.wrap(content));
        for (int file = 0; file < example.fileSizes().size(); file++) {
            assertThat(files.content(file).length).isLessThanOrEqualTo(alone.content(file).length);
        }
    }

    @Property
    void aWrongByteOrAMissingOneIsNotFinished(@ForAll Example example, @ForAll Random random) throws Exception {
        assumeThat(example.chunks()).isNotEmpty();
        MemoryFiles files = new MemoryFiles();
        StagedModel model = new StagedModel(example.manifest(), files);
        int first = any(firsts(model), random);
        byte[] wrong = example.chunks().get(first).clone();
        wrong[random.nextInt(wrong.length)] ^= (byte) (1 << random.nextInt(8));
        assertThat(send(model.open(first), wrong, random)).isFalse();
        byte[] part = Arrays.copyOf(example.chunks().get(first), wrong.length - 1);
        assertThat(send(model.open(first), part, random)).isFalse();
        assertThat(send(model.open(first), example.chunks().get(first), random)).isTrue();
    }

    @Property
    void aChunkIsHeldExactlyWhenAllItsPlacesAreRight(
            @ForAll Example example, @ForAll Random random, @ForAll @IntRange(min = 1, max = 16) int bufferSize)
            throws Exception {
        assumeThat(example.chunks()).isNotEmpty();
        MemoryFiles files = new MemoryFiles();
        StagedModel model = new StagedModel(example.manifest(), files);
        ByteBuffer buffer = ByteBuffer.allocate(bufferSize);
        for (int first : firsts(model)) {
            assertThat(model.holds(first, buffer, new Cancellation())).isFalse();
        }
        fill(model, example, random);
        for (int first : firsts(model)) {
            assertThat(model.holds(first, buffer, new Cancellation())).isTrue();
        }
        int broken = random.nextInt(example.chunks().size());
        int at = random.nextInt(example.chunks().get(broken).length);
        model.layout().visit(broken, at, 1, (file, position, length) -> files.flip(file, (int) position));
        for (int first : firsts(model)) {
            boolean same =
                    Arrays.equals(example.chunks().get(first), example.chunks().get(broken));
            assertThat(model.holds(first, buffer, new Cancellation())).isEqualTo(!same);
        }
    }

    private static void assertWhole(Example example, MemoryFiles files) {
        List<byte[]> expected = example.files();
        for (int file = 0; file < expected.size(); file++) {
            assertThat(files.content(file)).isEqualTo(expected.get(file));
        }
    }

    /** Sends every distinct chunk once, in any order. */
    private static void fill(StagedModel model, Example example, Random random) throws IOException {
        List<Integer> order = firsts(model);
        Collections.shuffle(order, random);
        for (int first : order) {
            assertThat(send(model.open(first), example.chunks().get(first), random))
                    .isTrue();
        }
    }

    private static boolean send(ChunkSink sink, byte[] content, Random random) throws IOException {
        ByteBuffer arriving = ByteBuffer.wrap(content);
        while (arriving.hasRemaining()) {
            sink.accept(next(arriving, random));
        }
        return sink.finish();
    }

    /** Takes the next piece, of any size, also none. */
    private static ByteBuffer next(ByteBuffer arriving, Random random) {
        int length = random.nextInt(arriving.remaining() + 1);
        ByteBuffer piece = arriving.slice().limit(length);
        arriving.position(arriving.position() + length);
        return piece;
    }

    private static List<Integer> firsts(StagedModel model) {
        List<Integer> firsts = new ArrayList<>();
        for (int n = 0; n < model.distinct().count(); n++) {
            firsts.add(model.distinct().first(n));
        }
        return firsts;
    }

    private static int any(List<Integer> firsts, Random random) {
        return firsts.get(random.nextInt(firsts.size()));
    }
}
