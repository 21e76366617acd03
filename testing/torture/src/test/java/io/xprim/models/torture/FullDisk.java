// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Disks with too little space: from the beginning, and once a pull is under way. */
final class FullDisk implements Part {
    private static final int CHUNK = 256 * 1024;
    private static final SampleModel MODEL = new SampleModel()
            .randomFile("a.bin", 40 * CHUNK, 1)
            .randomFile("b.bin", 24 * CHUNK, 2)
            .chunkSize(CHUNK);

    @Override
    public String name() {
        return "full-disk";
    }

    @Override
    public String claim() {
        return "a full disk loses nothing, and what was fetched is kept";
    }

    @Override
    public boolean onlyInProfile() {
        return true;
    }

    @Override
    public Optional<String> obstacle() {
        return Mount.obstacle(folder -> Mount.tmpfs(folder, "1m").close());
    }

    @Override
    public Tally run(Settings settings) throws Exception {
        List<Integer> numbers = settings.numbers(List.of(0, 1), List.of(0, 1));
        List<String> lost = Iterations.run(this, settings, numbers, (number, random, folder) -> {
            Path disk = folder.resolve("disk");
            try (Mount ignored = Mount.tmpfs(disk, number == 0 ? "8m" : "24m");
                    Lab lab = new Lab(folder, disk.resolve("store"), MODEL, MODEL)) {
                if (number == 0) {
                    tooSmall(lab);
                } else {
                    filledMeanwhile(lab, disk.resolve("filler"));
                }
            }
        });
        return new Tally(numbers.size(), "disks of 8 and 24 MiB, 16 MiB model", "", lost);
    }

    /** Refused before anything is downloaded. */
    private static void tooSmall(Lab lab) throws IOException, InterruptedException {
        lab.newRequests();
        Running.Ended ended = lab.run(Operation.PULL.arguments()).require(7);
        List<String> fetched = lab.newRequests();
        Lab.require(fetched.equals(List.of(MODEL.manifestHash())), "fetched " + fetched);
        Lab.require(ended.err().contains("space"), "the failure does not speak of space: " + ended.err());
        lab.requireNothingLost();
        lab.requireNothingElse();
    }

    private static void filledMeanwhile(Lab lab, Path filler) throws IOException, InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        String path = "/data/" + MODEL.chunkHashes().get(20);
        lab.server().next(path, new NetworkFault.Hold(gate));
        Aftermath aftermath = new Aftermath(lab, Operation.PULL);
        try (Running running = lab.start("pull", "t/m", "v", "--concurrency", "1")) {
            lab.server().awaitRequests(path, 1);
            fill(filler);
            gate.countDown();
            Running.Ended ended = running.await(Duration.ofSeconds(30)).require(7);
            Lab.require(ended.err().contains("kept"), "the failure does not say what is kept: " + ended.err());
        } finally {
            gate.countDown();
        }
        lab.requireNothingLost();
        int kept = new Staged(lab.store(), MODEL).reusable(Optional.empty()).size();
        Lab.require(kept >= 20, "only " + kept + " chunks were kept");
        Files.delete(filler);
        aftermath.check(true);
    }

    /** Takes all the space that there is. */
    private static void fill(Path filler) throws IOException {
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] piece = new byte[4096];
            while (true) {
                out.write(piece);
            }
        } catch (IOException e) {
            Lab.require(filler.toFile().getUsableSpace() == 0, "there is space left: " + e);
        }
    }
}
