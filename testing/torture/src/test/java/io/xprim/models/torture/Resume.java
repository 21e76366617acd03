// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A pull that is killed once a part of the bytes was delivered, and then run again. The number of an iteration is the part in percent. */
final class Resume implements Part {
    /** Told to the pull, which would find out by itself that more are faster here. */
    private static final int WORKERS = 4;

    private static final int CHUNK = 16 * 1024;
    private static final int CHUNKS = 100;

    @Override
    public String name() {
        return "resume";
    }

    @Override
    public String claim() {
        return "after a kill at p percent at most one chunk per worker is fetched again";
    }

    @Override
    public Tally run(Settings settings) throws Exception {
        AtomicInteger most = new AtomicInteger();
        List<Integer> parts = settings.numbers(
                List.of(10, 50, 90), IntStream.rangeClosed(1, 99).boxed().toList());
        List<String> lost = Iterations.run(this, settings, parts, (part, random, folder) -> {
            SampleModel content = new SampleModel()
                    .randomFile("a.bin", CHUNK * CHUNKS / 3, part)
                    .randomFile("b.bin", CHUNK * CHUNKS - CHUNK * CHUNKS / 3, part + 1000)
                    .chunkSize(CHUNK);
            try (Lab lab = new Lab(folder, folder.resolve("store"), content, content)) {
                Aftermath aftermath = new Aftermath(lab, Operation.PULL);
                int before = lab.server().requests().size();
                killAt(lab, part);
                aftermath.check(false);
                int again = fetchedAgain(lab, before);
                Lab.require(again <= WORKERS, again + " chunks were fetched again");
                most.accumulateAndGet(again, Math::max);
            }
        });
        return new Tally(parts.size(), "kill -9 at p %", "at most " + most + " chunks fetched again", lost);
    }

    private static void killAt(Lab lab, int part) throws IOException, InterruptedException {
        SampleModel content = lab.offered();
        content.chunkHashes()
                .forEach(hash ->
                        lab.server().always("/data/" + hash, new NetworkFault.Slow(CHUNK / 2, Duration.ofMillis(3))));
        long end = lab.server().bytesSent() + content.manifest().length + (long) part * CHUNK * CHUNKS / 100;
        String[] pull = Stream.concat(
                        Stream.of(Operation.PULL.arguments()), Stream.of("--concurrency", String.valueOf(WORKERS)))
                .toArray(String[]::new);
        try (Running running = lab.start(pull)) {
            while (lab.server().bytesSent() < end) {
                Lab.require(!running.endsWithin(Duration.ofMillis(1)), "ended before it was killed");
            }
            running.kill();
        }
        lab.speedUp();
    }

    private static int fetchedAgain(Lab lab, int before) {
        List<String> chunks = lab.server().requests().stream()
                .skip(before)
                .map(request -> request.path().replace("/data/", ""))
                .filter(new HashSet<>(lab.offered().chunkHashes())::contains)
                .toList();
        return chunks.size() - new HashSet<>(chunks).size();
    }
}
