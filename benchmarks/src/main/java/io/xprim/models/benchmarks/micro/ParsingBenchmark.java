// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.micro;

import io.xprim.models.Limits;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.IndexCodec;
import io.xprim.models.core.format.Manifest;
import io.xprim.models.core.format.ManifestCodec;
import io.xprim.models.core.format.RegistryIndex;
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

/** How long the documents of a registry take to be read and judged. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ParsingBenchmark {
    /** Chunks and files of the manifest, versions of the index. */
    @Param({"200", "20000"})
    public int count;

    private byte[] manifest = {};
    private byte[] index = {};

    @Setup
    public void prepare() {
        manifest = Samples.manifest(count, count);
        index = Samples.index(count);
    }

    @Benchmark
    public Manifest manifest() throws FormatException {
        return ManifestCodec.read(manifest, Limits.defaults());
    }

    @Benchmark
    public RegistryIndex index() throws FormatException {
        return IndexCodec.read(index);
    }
}
