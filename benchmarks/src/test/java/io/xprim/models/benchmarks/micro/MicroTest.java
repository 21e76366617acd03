// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the benchmarks of parts call still works; how fast is another question. */
class MicroTest {
    @Test
    void documentsAreRead() throws Exception {
        ParsingBenchmark benchmark = new ParsingBenchmark();
        benchmark.count = 25;
        benchmark.prepare();

        assertThat(benchmark.manifest().files()).hasSize(25);
        assertThat(benchmark.index()).isNotNull();
    }

    @Test
    void everyPieceOfTheModelIsVisited() throws Exception {
        LayoutBenchmark benchmark = new LayoutBenchmark();
        benchmark.chunks = 4;
        benchmark.files = 3;
        benchmark.prepare();

        assertThat(benchmark.layout()).isNotNull();
        assertThat(benchmark.distinct().count()).isEqualTo(4);
        assertThat(benchmark.visit()).isEqualTo(4 * 16 + 2);
    }

    @Test
    void bytesGoAllTheWay() throws Exception {
        HashingBenchmark benchmark = new HashingBenchmark();
        benchmark.piece = 16384;
        benchmark.direct = true;
        benchmark.prepare();

        assertThat(benchmark.digest()).hasSize(32);
        assertThat(benchmark.sink()).isFalse();
    }
}
