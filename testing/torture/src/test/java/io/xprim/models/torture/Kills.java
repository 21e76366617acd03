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
import java.util.concurrent.atomic.AtomicInteger;

/** kill -9 of the command line, at random times from before its first change to its end. */
final class Kills implements Part {
    private static final int IN_VERIFY = 40;
    private static final int IN_PROFILE = 1000;
    /** Every so manieth time the program lists and verifies as well, which costs two JVMs. */
    private static final int BY_PROGRAM_EVERY = 8;
    /** So many of the kills come while the program still starts. */
    private static final int EARLY_ONE_IN = 10;

    private static final Duration START = Duration.ofMillis(400);

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
        List<String> lost = Iterations.run(this, settings, settings.numbers(count), (number, random, folder) -> {
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

    /** How long each is at work when nobody disturbs it. */
    private static List<Measured> measure(Path folder) throws IOException, InterruptedException {
        List<Measured> operations = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            Trees.delete(folder);
            try (Lab lab = new Lab(folder)) {
                operation.prepare(lab, new Random(0));
                lab.slowDown();
                FileTime before = changed(lab);
                try (Running running = lab.start(operation.arguments())) {
                    Lab.require(awaitWork(lab, running, before), operation + " changed nothing");
                    long start = System.nanoTime();
                    running.await().require(0);
                    operations.add(new Measured(operation, Duration.ofNanos(System.nanoTime() - start)));
                }
            }
        }
        Trees.delete(folder);
        return operations;
    }

    /** Returns whether it was at work. */
    private static boolean kill(Lab lab, Measured measured, Random random) throws IOException, InterruptedException {
        lab.slowDown();
        FileTime before = changed(lab);
        try (Running running = lab.start(measured.operation().arguments())) {
            boolean early = random.nextInt(EARLY_ONE_IN) == 0;
            boolean began = !early && awaitWork(lab, running, before);
            Duration longest = early ? START : measured.span();
            boolean ended =
                    running.endsWithin(Duration.ofNanos((long) (1.05 * random.nextDouble() * longest.toNanos())));
            running.kill();
            lab.speedUp();
            return began && !ended;
        }
    }

    /** Every change begins with a lock, and most with a note of its holder. Returns whether there was one before the end. */
    private static boolean awaitWork(Lab lab, Running running, FileTime before)
            throws IOException, InterruptedException {
        while (changed(lab).equals(before)) {
            if (running.endsWithin(Duration.ofMillis(1))) {
                return false;
            }
        }
        return true;
    }

    private static FileTime changed(Lab lab) throws IOException {
        return Files.getLastModifiedTime(lab.store().resolve("cache/locks"));
    }
}
