// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import io.xprim.models.fixtures.StoreReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Power cuts on ext4: the file behind a mounted disk is copied while a command works on it, or right after one said that it was done. The
 * copy has what was forced, and of the rest what happened to be written. It is mounted in the disk's place, and has to have lost nothing.
 */
final class PowerCuts implements Part {
    private static final int IN_PROFILE = 100;
    /** So many of the cuts come once the command has ended. */
    private static final int DONE_ONE_IN = 3;

    @Override
    public String name() {
        return "power-cuts";
    }

    @Override
    public String claim() {
        return "a power cut loses nothing that was reported as done, and nothing that was there before";
    }

    @Override
    public boolean onlyInProfile() {
        return true;
    }

    @Override
    public Optional<String> obstacle() {
        return Mount.obstacle(folder -> new Disk(folder, 5).close());
    }

    @Override
    public Tally run(Settings settings) throws Exception {
        int count = settings.count(IN_PROFILE, IN_PROFILE);
        AtomicInteger done = new AtomicInteger();
        List<Measured> operations = Measured.all(settings.folder(this).resolve("measured"));
        List<String> lost = Iterations.run(this, settings, settings.numbers(count), (number, random, folder) -> {
            if (cut(folder, operations.get(number % operations.size()), random)) {
                done.incrementAndGet();
            }
        });
        return new Tally(count, "power cuts on ext4", done + " of them after the command had ended", lost);
    }

    /** Returns whether the command had ended. */
    private static boolean cut(Path folder, Measured measured, Random random) throws IOException, InterruptedException {
        try (Disk disk = new Disk(folder, random.nextBoolean() ? 1 : 300);
                Lab lab = new Lab(folder, disk.root().resolve("store"))) {
            measured.operation().prepare(lab, random);
            disk.force();
            Aftermath aftermath = new Aftermath(lab, measured.operation());
            boolean ended;
            try (Measured.Started started = measured.start(lab)) {
                Running running = started.running();
                if (random.nextInt(DONE_ONE_IN) == 0) {
                    running.await().require(0);
                } else {
                    measured.await(started, random);
                }
                ended = !running.isAlive();
                running.freeze();
                disk.copy();
                running.kill();
            }
            disk.restore();
            if (ended) {
                requireDone(lab, measured.operation());
            }
            aftermath.check(false);
            return ended;
        }
    }

    private static void requireDone(Lab lab, Operation operation) throws IOException {
        StoreReader found = lab.reader();
        Optional<String> target = Optional.ofNullable(found.listed().get(Lab.TARGET));
        Lab.require(target.equals(operation.listedAfter(lab)), operation + " was done, and the target is " + target);
        found.requireWhole();
    }
}
