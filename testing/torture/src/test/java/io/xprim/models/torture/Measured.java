// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An operation of which is known how long it takes, to be disturbed at a random time.
 *
 * @param span from its first change of the store to its end, when nobody disturbs it
 */
record Measured(Operation operation, Duration span) {
    /** So many of the times are while the program still starts. */
    private static final int EARLY_ONE_IN = 10;

    private static final Duration START = Duration.ofMillis(400);

    /** Measures all operations. */
    static List<Measured> all(Path folder) throws IOException, InterruptedException {
        List<Measured> all = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            Trees.delete(folder);
            try (Lab lab = new Lab(folder)) {
                operation.prepare(lab, new Random(0));
                try (Started started = new Started(lab, operation)) {
                    Lab.require(started.awaitWork(), operation + " changed nothing");
                    long start = System.nanoTime();
                    started.running().await().require(0);
                    all.add(new Measured(operation, Duration.ofNanos(System.nanoTime() - start)));
                }
            }
        }
        Trees.delete(folder);
        return all;
    }

    /** Starts it, at a pace at which a pull lasts some 100s of milliseconds. */
    Started start(Lab lab) throws IOException {
        return new Started(lab, operation);
    }

    /** Waits for a random part of the time that it takes; returns whether it is at work. */
    boolean await(Started started, Random random) throws IOException, InterruptedException {
        boolean early = random.nextInt(EARLY_ONE_IN) == 0;
        boolean began = !early && started.awaitWork();
        double uniform = random.nextDouble();
        // Where nothing is fetched, the work is soon done, and the JVM's own end is the rest.
        double part = 1.05 * (operation.isRemote() ? uniform : Math.pow(uniform, 3));
        Duration time = Duration.ofNanos((long) (part * (early ? START : span).toNanos()));
        return !started.running().endsWithin(time) && began;
    }

    /** The operation under way. */
    static final class Started implements AutoCloseable {
        private final Lab lab;
        private final FileTime before;
        private final Running running;

        private Started(Lab lab, Operation operation) throws IOException {
            this.lab = lab;
            lab.slowDown();
            before = changed();
            running = lab.start(operation.arguments());
        }

        Running running() {
            return running;
        }

        /** Every change begins with a lock, and most with a note of its holder. Returns whether one came before the end. */
        private boolean awaitWork() throws IOException, InterruptedException {
            while (changed().equals(before)) {
                if (running.endsWithin(Duration.ofMillis(1))) {
                    return false;
                }
            }
            return true;
        }

        private FileTime changed() throws IOException {
            return Files.getLastModifiedTime(lab.store().resolve("cache/locks"));
        }

        @Override
        public void close() {
            running.close();
            lab.speedUp();
        }
    }
}
