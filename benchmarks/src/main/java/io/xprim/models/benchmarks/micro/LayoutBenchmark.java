// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.micro;

import io.xprim.models.core.assemble.ChunkLayout;
import io.xprim.models.core.assemble.DistinctChunks;
import io.xprim.models.core.format.ChunkList;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.Manifest;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long it takes to find where bytes belong, and which chunks are the same. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LayoutBenchmark {
    private static final long PIECE = 64 << 10;

    @Param({"200", "20000"})
    public int chunks;

    @Param({"3", "20000"})
    public int files;

    private Manifest manifest = Samples.parsed(1, 1);
    private ChunkLayout layout = new ChunkLayout(manifest);

    @Setup
    public void prepare() {
        manifest = Samples.parsed(chunks, files);
        layout = new ChunkLayout(manifest);
    }

    @Benchmark
    public ChunkLayout layout() {
        return new ChunkLayout(manifest);
    }

    @Benchmark
    public DistinctChunks distinct() throws FormatException {
        return DistinctChunks.of(manifest.chunks());
    }

    /** The runs of a whole model, which arrives in pieces; the answer is how many. */
    @Benchmark
    public long visit() {
        long[] runs = {0};
        ChunkList list = manifest.chunks();
        for (int chunk = 0; chunk < list.count(); chunk++) {
            for (long from = 0; from < list.size(chunk); from += PIECE) {
                long length = Math.min(PIECE, list.size(chunk) - from);
                layout.visit(chunk, from, length, (file, position, run) -> runs[0]++);
            }
        }
        return runs[0];
    }
}
