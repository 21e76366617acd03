// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Against links whose time is simulated: what a connection brings, what all together can, and how long a new one takes to bring its first byte. */
class AdaptiveConcurrencyTest {
    private static final int START = 4;
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(50);
    private static final double MB_A_SECOND = 1e6 / TimeUnit.SECONDS.toNanos(1);

    @Test
    void beginsWithAFewAndTakesAllThatHelpOnALinkThatIsSlowForEachConnection() {
        Link link = new Link(12.5, Double.MAX_VALUE, 200, 0);
        assertThat(link.workers()).isEqualTo(START);
        link.run(2000);
        assertThat(link.workers()).isEqualTo(16);
    }

    @Test
    void doesSoWithinASecondBecauseThatIsHowLongSmallModelsTake() {
        Link link = new Link(12.5, Double.MAX_VALUE, 200, 0);
        link.run(1100);
        assertThat(link.workers()).isEqualTo(16);
    }

    @Test
    void goesBackWhereMoreBringNothing() {
        Link link = new Link(12.5, 40, 20, 0);
        link.run(3000);
        assertThat(link.workers()).isEqualTo(START);
        assertThat(link.most).isEqualTo(8);
    }

    @Test
    void staysWhereMoreStopToHelp() {
        Link link = new Link(12.5, 100, 20, 0);
        link.run(5000);
        assertThat(link.workers()).isEqualTo(8);
    }

    @Test
    void triesAgainLaterAndNotAllTheTime() {
        Link link = new Link(12.5, 40, 20, 0);
        link.run(9000);
        assertThat(link.changes).isEqualTo(2);
        link.capacity = 1000;
        link.run(9000);
        assertThat(link.workers()).isEqualTo(16);
    }

    @Test
    void leavesItWhereWorkersAreBusyWithWhatTheyHave() {
        Link link = new Link(500, Double.MAX_VALUE, 1, 0.6);
        link.run(20_000);
        assertThat(link.most).isEqualTo(START);
    }

    @Test
    void takesHalfAsManyEachTimeTheServerAsksForFewer() {
        Link link = new Link(12.5, Double.MAX_VALUE, 20, 0);
        link.run(3000);
        assertThat(link.workers()).isEqualTo(16);
        for (int fewer : new int[] {8, 4, 2, 1, 1}) {
            link.refusals++;
            link.run(50);
            assertThat(link.workers()).isEqualTo(fewer);
        }
        link.run(5000);
        assertThat(link.workers()).isEqualTo(1);
    }

    @Test
    void recoversOnceTheServerHasNotAskedForFewerForAWhile() {
        Link link = new Link(12.5, Double.MAX_VALUE, 20, 0);
        link.refusals++;
        link.run(9000);
        assertThat(link.workers()).isEqualTo(2);
        link.run(9000);
        assertThat(link.workers()).isEqualTo(16);
    }

    @Test
    void waitsWhileNothingComes() {
        Link link = new Link(0, Double.MAX_VALUE, 20, 0);
        link.run(60_000);
        assertThat(link.changes).isZero();
    }

    @Property(tries = 200)
    void staysBetweenOneAndSixteenAndComesNearTheBestOnAnySteadyLink(
            @ForAll @DoubleRange(min = 0.1, max = 200) double each,
            @ForAll @DoubleRange(min = 1, max = 2000) double capacity,
            @ForAll @IntRange(max = 500) int latency) {
        Link link = new Link(each, capacity, latency, 0);
        link.run(9000);
        double rate = Math.min(link.workers() * each, capacity);
        double best = Math.min(16 * each, capacity);
        assertThat(link.least).isGreaterThanOrEqualTo(1);
        assertThat(link.most).isLessThanOrEqualTo(16);
        // A doubling that brings less than a fifth more is not worth it.
        assertThat(rate).isGreaterThanOrEqualTo(best / 1.21);
    }

    /** A link in simulated time. */
    private static final class Link {
        private final double each;
        private final double latency;
        private final double busyShare;
        private double capacity;
        private long now = TimeUnit.DAYS.toNanos(1);
        private double received;
        private double busy;
        private int refusals;
        private int ready;
        private long grownAt = now;
        private int changes;
        private int least = START;
        private int most = START;
        private final AdaptiveConcurrency concurrency =
                new AdaptiveConcurrency(START, () -> now, () -> (long) received, () -> (long) busy, () -> refusals);
        private int current = concurrency.workers(true);

        /** In MB a second and milliseconds. */
        Link(double each, double capacity, double latency, double busyShare) {
            this.each = each;
            this.capacity = capacity;
            this.latency = latency;
            this.busyShare = busyShare;
        }

        int workers() {
            return current;
        }

        void run(long millis) {
            for (long end = now + TimeUnit.MILLISECONDS.toNanos(millis); now < end; ) {
                now += TICK;
                if (now - grownAt >= latency * 1e6) {
                    ready = current;
                }
                received += Math.min(Math.min(ready, current) * each, capacity) * MB_A_SECOND * TICK;
                busy += current * busyShare * TICK;
                int next = concurrency.workers(true);
                if (next != current) {
                    changes++;
                    grownAt = now;
                    current = next;
                    least = Math.min(least, next);
                    most = Math.max(most, next);
                }
            }
        }
    }
}
