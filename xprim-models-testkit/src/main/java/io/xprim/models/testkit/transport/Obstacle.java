// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Something that a handler or a sink blocks on, and that the transport must not interrupt. Thread-safe. */
final class Obstacle {
    private final CountDownLatch met = new CountDownLatch(1);
    private final CountDownLatch removed = new CountDownLatch(1);
    private final CountDownLatch passed = new CountDownLatch(1);
    private final AtomicBoolean interrupted = new AtomicBoolean();

    /** Blocks until it is removed. */
    void meet() {
        met.countDown();
        try {
            removed.await();
        } catch (InterruptedException e) {
            interrupted.set(true);
        }
        passed.countDown();
    }

    void awaitMet() throws InterruptedException {
        assertTrue(met.await(Trial.SOON.toSeconds(), TimeUnit.SECONDS), "neither handler nor sink was called");
    }

    void remove() {
        removed.countDown();
    }

    void assertNotInterrupted() throws InterruptedException {
        remove();
        assertTrue(passed.await(Trial.SOON.toSeconds(), TimeUnit.SECONDS), "the blocked thread did not go on");
        assertFalse(interrupted.get(), "a thread that may be inside a handler or a sink was interrupted");
    }
}
