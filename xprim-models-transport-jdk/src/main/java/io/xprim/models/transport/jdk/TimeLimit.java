// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How long an exchange may wait for its server: one limit at a time, which does not run while it is paused. Thread-safe. */
final class TimeLimit {
    private final Watchdog watchdog;
    private final AtomicReference<@Nullable Phase> current = new AtomicReference<>();
    private volatile boolean ended;

    TimeLimit(Watchdog watchdog) {
        this.watchdog = watchdog;
    }

    /**
     * Puts a limit in the place of the one before; it runs from now on.
     *
     * @param late short; done once if the limit passes
     */
    void begin(Duration limit, Runnable late) {
        Phase phase = new Phase(TimeUnit.NANOSECONDS.convert(limit), late);
        replace(phase);
        phase.look();
        if (ended) {
            end();
        }
    }

    /** Stops the time: what is waited for now is not the server. */
    void pause() {
        Phase phase = current.get();
        if (phase != null) {
            phase.paused = true;
        }
    }

    /** Lets the time run, from the start. */
    void restart() {
        Phase phase = current.get();
        if (phase != null) {
            phase.restart();
        }
    }

    /** There is no limit any more, now or later. */
    void end() {
        ended = true;
        replace(null);
    }

    private void replace(@Nullable Phase next) {
        Phase before = current.getAndSet(next);
        if (before != null) {
            before.cancel();
        }
    }

    private final class Phase {
        private final long nanos;
        private final Runnable late;
        private volatile long since = System.nanoTime();
        private volatile boolean paused;
        private volatile Optional<Future<?>> nextLook = Optional.empty();

        Phase(long nanos, Runnable late) {
            this.nanos = nanos;
            this.late = late;
        }

        void look() {
            long left = paused ? nanos : nanos - (System.nanoTime() - since);
            if (!isCurrent()) {
                return;
            } else if (left <= 0) {
                late.run();
            } else {
                nextLook = Optional.of(watchdog.in(left, this::look));
                // Either this sees that it was replaced meanwhile, or whoever replaces it sees the look.
                if (!isCurrent()) {
                    cancel();
                }
            }
        }

        void restart() {
            since = System.nanoTime();
            paused = false;
        }

        void cancel() {
            nextLook.ifPresent(look -> look.cancel(false));
        }

        private boolean isCurrent() {
            return current.get() == this;
        }
    }
}
