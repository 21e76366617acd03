// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** kill -9 of the command line, at random times from before its first change to its end. */
final class Kills implements Part {
    private static final int IN_VERIFY = 40;
    private static final int IN_PROFILE = 1000;
    /** Every so manieth time the program lists and verifies as well, which costs two JVMs. */
    private static final int BY_PROGRAM_EVERY = 8;

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
        List<Measured> operations = Measured.all(settings.folder(this).resolve("measured"));
        AtomicInteger atWork = new AtomicInteger();
        List<String> lost = Iterations.run(this, settings, settings.numbers(count), (number, random, folder) -> {
            Measured measured = operations.get(number % operations.size());
            try (Lab lab = new Lab(folder)) {
                measured.operation().prepare(lab, random);
                Aftermath aftermath = new Aftermath(lab, measured.operation());
                try (Measured.Started started = measured.start(lab)) {
                    if (measured.await(started, random)) {
                        atWork.incrementAndGet();
                    }
                    started.running().kill();
                }
                aftermath.check(number % BY_PROGRAM_EVERY == 0);
            }
        });
        return new Tally(count, "kill -9 of the program", atWork + " of them at work in the store", lost);
    }
}
