// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.core.format.Digests;
import io.xprim.models.core.store.DiskFault;
import io.xprim.models.core.store.PowerCut;
import io.xprim.models.core.store.SimulatedDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Cuts a use case off at every operation, and again within what follows, and holds what is left to what is promised. What a power cut leaves
 * is looked at once if it is the same.
 */
final class CrashStates {
    private final UseCase useCase;
    private final Path root;
    private final long seed;
    private final IntPredicate wanted;
    private final Findings findings;
    private final Set<String> known = new HashSet<>();

    /**
     * Does nothing yet.
     *
     * @param wanted which of the operations that the use case is stopped at are of interest
     */
    CrashStates(UseCase useCase, Path root, long seed, IntPredicate wanted, Findings findings) {
        this.useCase = useCase;
        this.root = root;
        this.seed = seed;
        this.wanted = wanted;
        this.findings = findings;
    }

    /** What a process that was stopped has left, or one that came to its end. */
    private record Stopped(int at, SimulatedDisk disk, boolean done) {}

    @FunctionalInterface
    private interface Run {
        boolean on(SimulatedDisk disk) throws IOException;
    }

    /** Stops the use case at every operation, and cuts the power there. */
    void first(int randomCuts) {
        for (Stopped stopped : stops(useCase.before(), useCase::run, 1, 1)) {
            if (wanted.test(stopped.at())) {
                examine(stopped, "stop", stopped.at(), "stopped", stopped.done(), randomCuts);
            }
        }
    }

    /** Stops what follows at one of {@code each} operations as well, and cuts the power there. */
    void second(int each, int randomCuts) {
        int first = 0;
        for (Stopped stopped : stops(useCase.before(), useCase::run, 1, 1)) {
            for (int way = 0; way < useCase.waysToRecover() && wanted.test(stopped.at()); way++) {
                int chosen = way;
                Run recovery = disk -> useCase.recover(disk, chosen);
                for (Stopped again : stops(stopped.disk(), recovery, 1 + first++ % each, each)) {
                    boolean done = stopped.done() || again.done();
                    String what = "stopped, recovery " + way + " stopped at " + again.at();
                    examine(again, "second stop", stopped.at(), what, done, randomCuts);
                }
            }
        }
    }

    /**
     * A disk for the operations that something is stopped at, where that makes a difference, and one on which it comes to its end.
     *
     * @param first the first operation that it is stopped at
     * @param each how many operations later the next one is
     */
    private static List<Stopped> stops(SimulatedDisk before, Run run, int first, int each) {
        List<Stopped> all = new ArrayList<>();
        long last = -1;
        boolean ended = false;
        for (int at = first; !ended; at += each) {
            SimulatedDisk disk = before.copy().with(DiskFault.stopAt(at));
            boolean returned = returns(disk, run);
            ended = disk.operations() < at;
            if (ended || disk.state() != last) {
                last = disk.state();
                all.add(new Stopped(at, disk.with(DiskFault.NONE), ended && returned));
            }
        }
        return all;
    }

    private static boolean returns(SimulatedDisk disk, Run run) {
        try {
            return run.on(disk);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private void examine(Stopped stopped, String kind, int at, String what, boolean done, int randomCuts) {
        Random random = new Random(seed + 31L * at + what.hashCode());
        for (NamedCut cut : NamedCut.all(stopped.disk().unforced(), randomCuts, random)) {
            SimulatedDisk left = stopped.disk().afterPowerCut(cut);
            if (known.add(digest(left) + done)) {
                examine(left, kind + " and power cut", at, what + ", power cut: " + cut.name(), done);
            }
        }
        examine(stopped.disk().copy(), kind, at, what, done);
    }

    private void examine(SimulatedDisk disk, String kind, int at, String what, boolean done) {
        findings.count(kind);
        try {
            useCase.check(disk, done);
        } catch (IOException | RuntimeException | AssertionError e) {
            findings.add(at, what + (done ? " (done)" : ""), e);
        }
    }

    private String digest(SimulatedDisk disk) {
        MessageDigest sha256 = Digests.sha256();
        disk.tree(root).forEach((path, content) -> {
            sha256.update((path + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
            sha256.update(content);
        });
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** A power cut and what becomes of each change, in words. */
    private record NamedCut(String name, Map<Long, Fate> fates) implements PowerCut {
        private static final int FEW = 5;

        @Override
        public Fate fate(Unforced change) {
            return fates.getOrDefault(change.number(), Fate.LOST);
        }

        static List<NamedCut> all(List<Unforced> unforced, int randomCuts, Random random) {
            List<NamedCut> cuts = new ArrayList<>();
            cuts.add(of("all lost", unforced, change -> Fate.LOST));
            cuts.add(of("all kept", unforced, change -> Fate.KEPT));
            cuts.add(of("names kept, bytes lost", unforced, change -> change.isWrite() ? Fate.LOST : Fate.KEPT));
            cuts.add(of("names kept, bytes zero", unforced, change -> change.isWrite() ? Fate.ZEROED : Fate.KEPT));
            cuts.add(of("names lost, bytes kept", unforced, change -> change.isWrite() ? Fate.KEPT : Fate.LOST));
            unforced.stream()
                    .filter(Unforced::isWrite)
                    .reduce((first, second) -> second)
                    .ifPresent(last -> {
                        cuts.add(
                                of("last write torn", unforced, change -> change.equals(last) ? Fate.TORN : Fate.KEPT));
                        cuts.add(of(
                                "but for half the last write",
                                unforced,
                                change -> change.equals(last) ? Fate.TORN : Fate.LOST));
                    });
            if (unforced.size() <= FEW) {
                addSubsets(cuts, unforced);
            } else {
                for (Unforced one : unforced) {
                    cuts.add(
                            of("only " + one.number() + " lost", unforced, c -> c.equals(one) ? Fate.LOST : Fate.KEPT));
                    cuts.add(
                            of("only " + one.number() + " kept", unforced, c -> c.equals(one) ? Fate.KEPT : Fate.LOST));
                }
                for (int i = 0; i < randomCuts; i++) {
                    cuts.add(of("random " + i, unforced, change -> random(change, random)));
                }
            }
            return cuts;
        }

        private static void addSubsets(List<NamedCut> cuts, List<Unforced> unforced) {
            for (int subset = 0; subset < 1 << unforced.size(); subset++) {
                int kept = subset;
                cuts.add(of(
                        "kept " + Integer.toBinaryString(kept),
                        unforced,
                        change -> (kept >> unforced.indexOf(change) & 1) == 1 ? Fate.KEPT : Fate.LOST));
            }
        }

        private static Fate random(Unforced change, Random random) {
            Fate[] fates = Fate.values();
            return fates[random.nextInt(change.isWrite() ? fates.length : 2)];
        }

        private static NamedCut of(String name, List<Unforced> unforced, PowerCut cut) {
            Map<Long, Fate> fates = new HashMap<>();
            unforced.forEach(change -> fates.put(change.number(), cut.fate(change)));
            return new NamedCut(name, fates);
        }
    }
}
