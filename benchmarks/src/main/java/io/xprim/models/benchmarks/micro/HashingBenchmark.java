// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.micro;

import io.xprim.models.core.assemble.ChunkSink;
import io.xprim.models.core.assemble.ModelFiles;
import io.xprim.models.core.assemble.StagedModel;
import io.xprim.models.core.format.Digests;
import io.xprim.models.core.format.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.SplittableRandom;
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

/** One chunk of 1 MiB in pieces: what hashing costs by itself, and on the whole way of a chunk but for the disk. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class HashingBenchmark {
    private static final int CHUNK = 1 << 20;

    @Param({"16384", "65536", "262144"})
    public int piece;

    @Param({"false", "true"})
    public boolean direct;

    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private StagedModel model = staged();

    @Setup
    public void prepare() {
        byte[] content = new byte[piece];
        new SplittableRandom(1).nextBytes(content);
        bytes = direct ? ByteBuffer.allocateDirect(piece) : ByteBuffer.allocate(piece);
        bytes.put(content).flip();
        model = staged();
    }

    @Benchmark
    public byte[] digest() {
        MessageDigest sha256 = Digests.sha256();
        for (int done = 0; done < CHUNK; done += piece) {
            sha256.update(bytes.duplicate());
        }
        return sha256.digest();
    }

    /** The bytes are not those of the chunk, which the sink finds out at the end, having done all the work. */
    @Benchmark
    public boolean sink() throws IOException {
        try (ChunkSink sink = model.open(0)) {
            for (int done = 0; done < CHUNK; done += piece) {
                sink.accept(bytes.duplicate());
            }
            return sink.finish();
        }
    }

    private static StagedModel staged() {
        try {
            return new StagedModel(Samples.parsed(1, 1), new Nowhere());
        } catch (FormatException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Nowhere implements ModelFiles {
        @Override
        public void write(int file, long position, ByteBuffer bytes) {
            bytes.position(bytes.limit());
        }

        @Override
        public boolean read(int file, long position, ByteBuffer bytes) {
            return false;
        }
    }
}
