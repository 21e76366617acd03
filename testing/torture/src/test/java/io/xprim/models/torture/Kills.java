// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** kill -9 of the command line, at random times from before its first change to its end. */
final class Kills implements Part {
    private static final int IN_VERIFY = 40;
    private static final int IN_PROFILE = 1000;
    /** Every so manieth time the program lists and verifies as well, which costs two JVMs. */
    private static final int BY_PROGRAM_EVERY = 8;

    private record Measured(Operation operation, Duration span) {}

    @Override
    public String name() {
        return "kills";
    }

    @Override
    public String claim() {
        return "kill -9 at a random time loses nothing, and the same command goes on";
    }

    @Override
    public Tally run(Settings settings) throws Exception {
        int count = settings.count(IN_VERIFY, IN_PROFILE);
        List<Measured> operations = measure(settings.folder(this).resolve("measured"));
        AtomicInteger atWork = new AtomicInteger();
        List<String> lost = Iterations.run(this, settings, count, (number, random, folder) -> {
            Measured measured = operations.get(number % operations.size());
            try (Lab lab = new Lab(folder)) {
                measured.operation().prepare(lab, random);
                Aftermath aftermath = new Aftermath(lab, measured.operation());
                if (kill(lab, measured, random)) {
                    atWork.incrementAndGet();
                }
                aftermath.check(number % BY_PROGRAM_EVERY == 0);
            }
        });
        return new Tally(count, "kill -9 of the program", atWork + " of them at work in the store", lost);
    }

    /** How long each takes when nobody disturbs it. */
    private static List<Measured> measure(Path folder) throws IOException, InterruptedException {
        List<Measured> operations = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            Trees.delete(folder);
            try (Lab lab = new Lab(folder)) {
                operation.prepare(lab, new Random(0));
                lab.slowDown();
                long start = System.nanoTime();
                lab.run(operation.arguments()).require(0);
                operations.add(new Measured(operation, Duration.ofNanos(System.nanoTime() - start)));
            }
        }
        Trees.delete(folder);
        return operations;
    }

    /** Returns whether it was at work. */
    private static boolean kill(Lab lab, Measured measured, Random random) throws IOException, InterruptedException {
        Operation operation = measured.operation();
        lab.slowDown();
        // A JVM needs half of the time to start, and more where there is nothing to fetch.
        double begin = operation.isRemote() ? 0.4 : 0.6;
        double fraction = begin + (1.1 - begin) * random.nextDouble();
        try (Running running = lab.start(operation.arguments())) {
            boolean ended = running.endsWithin(
                    Duration.ofNanos((long) (fraction * measured.span().toNanos())));
            running.kill();
            lab.speedUp();
            return !ended && isAtWork(lab.store());
        }
    }

    /** Somebody holds the target, or something of it is in the making or on its way out. */
    private static boolean isAtWork(Path store) throws IOException {
        try (Stream<Path> locks = Files.list(store.resolve("cache/locks"));
                Stream<Path> base = Files.list(store)) {
            return Stream.concat(locks, base)
                    .map(path -> path.getFileName().toString())
                    .anyMatch(name -> name.endsWith(".holder") || name.startsWith("registry.json.tmp-"));
        }
    }
}
