// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.urlconnection;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The threads of all transports of this JVM. */
final class TransportThreads {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private TransportThreads() {}

    /** Waits until none runs an exchange. */
    static void awaitNoneBusy() throws InterruptedException {
        awaitNone(thread -> Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(Exchange.class.getName())));
    }

    /** Waits until there is none. */
    static void awaitNone() throws InterruptedException {
        awaitNone(thread -> true);
    }

    private static void awaitNone(Predicate<Thread> which) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        for (List<Thread> left = all(which); !left.isEmpty(); left = all(which)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("threads are left: " + left);
            }
            Thread.sleep(5);
        }
    }

    private static List<Thread> all(Predicate<Thread> which) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("xprim-models-urlconnection-"))
                .filter(which)
                .toList();
    }
}
