// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Does one thing many times, each time in a folder of its own, which is kept if that failed. Thread-safe. */
final class Iterations {
    private static final int MOST_FAILURES = 5;
    private static final int AT_ONCE = 2;

    private final Part part;
    private final Settings settings;
    private final Queue<Integer> numbers;
    private final List<String> failures = new ArrayList<>();

    /** One time; what it throws is a failure. */
    interface Iteration {
        void run(int number, Random random, Path folder) throws Exception;
    }

    private Iterations(Part part, Settings settings, List<Integer> numbers) {
        this.part = part;
        this.settings = settings;
        this.numbers = new ConcurrentLinkedQueue<>(numbers);
    }

    /** Runs them, two at once; returns what failed. */
    static List<String> run(Part part, Settings settings, List<Integer> numbers, Iteration iteration)
            throws InterruptedException {
        Iterations iterations = new Iterations(part, settings, numbers);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        for (int i = 0; i < AT_ONCE; i++) {
            threads.execute(() -> iterations.runUntilEnd(iteration));
        }
        threads.shutdown();
        threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        return iterations.failures();
    }

    private void runUntilEnd(Iteration iteration) {
        for (Integer number = numbers.poll(); number != null && mayGoOn(); number = numbers.poll()) {
            Path folder = settings.folder(part).resolve(String.valueOf(number));
            try {
                Trees.delete(folder);
                iteration.run(number, settings.random(part, number), folder);
                Trees.delete(folder);
            } catch (Throwable e) { // Also what nobody foresees is counted, and the rest goes on.
                fail(number, folder, e);
            }
        }
    }

    private synchronized boolean mayGoOn() {
        return failures.size() < MOST_FAILURES;
    }

    private synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    private synchronized void fail(int number, Path folder, Throwable e) {
        failures.add(describe(settings, part, number, folder, e));
    }

    static String describe(Settings settings, Part part, int number, Path folder, Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        String failure = part.name() + " " + number + ", seed " + settings.seed() + ": " + trace + "  kept: " + folder
                + "\n  replay: " + settings.replay(part, number) + "\n";
        System.out.println(failure);
        return failure;
    }
}
