// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.Cancellation;
import io.xprim.models.Limits;
import io.xprim.models.RateLimit;
import io.xprim.models.core.assemble.ModelFiles;
import io.xprim.models.core.assemble.StagedModel;
import io.xprim.models.core.format.ManifestCodec;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.spi.BodySink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StragglersTest {
    private static final int CHUNKS = 6;
    private static final int CHUNK = 100_000;

    private final List<Fetch> fetches = new ArrayList<>();
    private long now = TimeUnit.DAYS.toNanos(2);
    private final Stragglers stragglers = new Stragglers(() -> now);
    private StagedModel model;

    @BeforeEach
    void stage() throws Exception {
        SampleModel sample =
                new SampleModel().randomFile("x", CHUNKS * CHUNK, 1).chunkSize(CHUNK);
        model = new StagedModel(ManifestCodec.read(sample.manifest(), Limits.defaults()), new Nowhere());
    }

    @Test
    void whoRunsAtUnderAQuarterOfTheMedianForTenSecondsIsHandedOver() throws IOException {
        Fetch fast = begin();
        Fetch slow = begin();
        for (int second = 0; second < 9; second++) {
            pass(1, fast, 5000, slow, 1249);
            assertThat(slow.isHandedOver()).isFalse();
        }
        pass(1, fast, 5000, slow, 1249);
        assertThat(slow.isHandedOver()).isTrue();
        assertThat(fast.isHandedOver()).isFalse();
    }

    @Test
    void aQuarterIsEnough() throws IOException {
        Fetch fast = begin();
        Fetch slow = begin();
        for (int second = 0; second < 19; second++) {
            pass(1, fast, 5000, slow, 1300);
        }
        assertThat(slow.isHandedOver()).isFalse();
    }

    @Test
    void whatIsDoneCountsForTheMedianOfTheLastOne() throws IOException {
        for (int i = 0; i < 3; i++) {
            Fetch done = begin();
            now += TimeUnit.SECONDS.toNanos(1);
            done.take(CHUNK);
            stragglers.ended(done.fetch);
        }
        Fetch last = begin();
        for (int second = 0; second < 11; second++) {
            pass(1, last, 1000, last, 0);
        }
        assertThat(last.isHandedOver()).isTrue();
    }

    @Test
    void whatWasGivenUpDoesNotCount() throws IOException {
        Fetch failed = begin();
        failed.take(CHUNK / 2);
        stragglers.ended(failed.fetch);
        Fetch last = begin();
        for (int second = 0; second < 30; second++) {
            pass(1, last, 100, last, 0);
        }
        assertThat(last.isHandedOver()).isFalse();
    }

    @Test
    void afterAHandOverTenSecondsPassBeforeTheNext() throws IOException {
        Fetch fast = begin();
        Fetch slow = begin();
        for (int second = 0; second < 10; second++) {
            pass(1, fast, 5000, slow, 10);
        }
        assertThat(slow.isHandedOver()).isTrue();
        slow.attempt();
        for (int second = 0; second < 9; second++) {
            pass(1, fast, 500, slow, 10);
            assertThat(slow.isHandedOver()).isFalse();
        }
        pass(1, fast, 500, slow, 10);
        assertThat(slow.isHandedOver()).isTrue();
    }

    @Test
    void aBadSecondAmongGoodOnesIsNothing() throws IOException {
        Fetch fast = begin();
        Fetch uneven = begin();
        for (int second = 0; second < 18; second++) {
            pass(1, fast, 5000, uneven, second % 2 == 0 ? 5000 : 0);
        }
        assertThat(uneven.isHandedOver()).isFalse();
    }

    private void pass(int seconds, Fetch one, int bytes, Fetch other, int otherBytes) throws IOException {
        stragglers.look();
        now += TimeUnit.SECONDS.toNanos(seconds);
        one.take(bytes);
        other.take(otherBytes);
        stragglers.look();
    }

    private Fetch begin() {
        Fetch fetch = new Fetch(model.distinct().first(fetches.size()));
        fetches.add(fetch);
        stragglers.begun(fetch.fetch);
        return fetch;
    }

    private final class Fetch {
        private final ChunkFetch fetch;
        private Cancellation attempt = new Cancellation();
        private BodySink sink;

        Fetch(int chunk) {
            fetch = new ChunkFetch(model, chunk, new TransferProgress(), RateLimit.none(), new AtomicInteger());
            attempt();
        }

        void attempt() {
            attempt = new Cancellation();
            fetch.begin(attempt);
            sink = fetch.open(fetch.held());
        }

        void take(int bytes) throws IOException {
            sink.accept(ByteBuffer.allocate((int) Math.min(bytes, fetch.size() - fetch.held())));
        }

        boolean isHandedOver() {
            return attempt.isCancelled();
        }
    }

    private static final class Nowhere implements ModelFiles {
        @Override
        public void write(int file, long position, ByteBuffer bytes) {
            bytes.position(bytes.limit());
        }

        @Override
        public boolean read(int file, long position, ByteBuffer bytes) {
            throw new AssertionError("nothing is read back");
        }
    }
}
