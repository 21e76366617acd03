// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import io.xprim.models.fixtures.SampleModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * SIGKILL, EIO and ENOSPC at every call of the kernel by which a command changes the store. An iteration is a command, a fault and the
 * name of a call: every n-th in turn, until a run passes undisturbed; strace counts them by thread, so what another thread hid is then
 * disturbed by its path.
 */
final class Faults implements Part {
    private static final List<Operation> OPERATIONS =
            List.of(Operation.PULL, Operation.FORCED_PULL, Operation.UPDATE, Operation.REMOVE, Operation.REPAIR);
    private static final int CHUNK = 4096;
    private static final int MOST_CALLS = 200;

    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger disturbed = new AtomicInteger();
    private final AtomicInteger missed = new AtomicInteger();

    /** What one iteration goes through. */
    private record Chain(Operation operation, Fault fault, String call, List<Strace.Touch> recorded) {}

    @Override
    public String name() {
        return "faults";
    }

    @Override
    public String claim() {
        return "a kill, an I/O error or a full disk at any call of the kernel loses nothing";
    }

    @Override
    public boolean onlyInProfile() {
        return true;
    }

    @Override
    public Optional<String> obstacle() {
        return Strace.obstacle();
    }

    @Override
    public Tally run(Settings settings) throws Exception {
        List<Chain> chains = chains(settings.folder(this).resolve("recorded"));
        List<Integer> numbers = settings.numbers(settings.count(chains.size(), chains.size())).stream()
                .filter(number -> number < chains.size())
                .toList();
        List<String> lost =
                Iterations.run(this, settings, numbers, (number, random, folder) -> follow(chains.get(number), folder));
        return new Tally(
                disturbed.get(), "disturbed calls of the kernel", runs + " runs, " + missed + " calls missed", lost);
    }

    private static List<Chain> chains(Path folder) throws IOException, InterruptedException {
        List<Chain> chains = new ArrayList<>();
        for (Operation operation : OPERATIONS) {
            Trees.delete(folder);
            List<Strace.Touch> recorded = record(operation, folder);
            Set<String> calls = new TreeSet<>();
            recorded.forEach(touch -> calls.add(touch.call()));
            for (String call : calls) {
                List<Strace.Touch> ofCall = recorded.stream()
                        .filter(touch -> touch.call().equals(call))
                        .toList();
                for (Fault fault : Fault.values()) {
                    chains.add(new Chain(operation, fault, call, ofCall));
                }
            }
        }
        Trees.delete(folder);
        return chains;
    }

    private static List<Strace.Touch> record(Operation operation, Path folder)
            throws IOException, InterruptedException {
        try (Lab lab = lab(folder)) {
            operation.prepare(lab, new Random(0));
            Strace strace = new Strace(folder.resolve("strace"), lab.store());
            try (Running running = lab.start(strace.recording(), arguments(operation))) {
                running.await().require(0);
            }
            return strace.touches();
        }
    }

    private void follow(Chain chain, Path folder) throws IOException, InterruptedException {
        Set<Strace.Touch> reached = new HashSet<>();
        boolean any = true;
        for (int n = 1; any; n++) {
            Lab.require(n < MOST_CALLS, "there is no end of " + chain.call());
            int count = n;
            List<Strace.Touch> hit = disturb(
                    chain, folder.resolve("n" + n), strace -> strace.injecting(chain.call(), chain.fault(), count));
            reached.addAll(hit);
            any = !hit.isEmpty();
        }
        for (Strace.Touch touch : chain.recorded()) {
            if (!reached.contains(touch) && !touch.path().contains("*")) {
                reached.addAll(
                        disturb(chain, folder.resolve("path"), strace -> strace.injecting(touch, chain.fault())));
            }
        }
        List<Strace.Touch> left = new ArrayList<>(chain.recorded());
        left.removeAll(reached);
        missed.addAndGet(left.size());
        disturbed.addAndGet(reached.size());
        left.forEach(touch -> System.out.println(
                "torture: faults did not reach " + chain.operation() + " " + chain.fault() + " " + touch));
    }

    /** How a run is disturbed. */
    private interface Injection {
        List<String> prefix(Strace strace);
    }

    /** One run and all that has to hold after it; returns which calls were disturbed. */
    private List<Strace.Touch> disturb(Chain chain, Path folder, Injection injection)
            throws IOException, InterruptedException {
        runs.incrementAndGet();
        Operation operation = chain.operation();
        Trees.delete(folder);
        try (Lab lab = lab(folder)) {
            operation.prepare(lab, new Random(0));
            Aftermath aftermath = new Aftermath(lab, operation);
            Strace strace = new Strace(folder.resolve("strace"), lab.store());
            Running.Ended ended;
            try (Running running = lab.start(injection.prefix(strace), arguments(operation))) {
                ended = running.await();
            }
            requireAnswer(chain, lab, ended);
            aftermath.check(false);
            List<Strace.Touch> hit = strace.disturbed();
            Trees.delete(folder);
            return hit;
        }
    }

    /** The program says that it is done only if it is, and what went wrong otherwise. */
    private static void requireAnswer(Chain chain, Lab lab, Running.Ended ended) throws IOException {
        if (ended.exitCode() == 0) {
            Optional<String> target = Optional.ofNullable(lab.reader().listed().get(Lab.TARGET));
            Lab.require(target.equals(chain.operation().listedAfter(lab)), "ended with 0, and the target is " + target);
            return;
        }
        ended.require(chain.fault().kills() ? 137 : 7);
        Lab.require(!ended.err().contains("\tat "), "a stack trace: " + ended.err());
        Lab.require(
                chain.fault().kills() || ended.err().contains("storage error"), "no word of the disk: " + ended.err());
    }

    /** With one worker, where that can be said, so that one thread makes all calls for chunks. */
    private static String[] arguments(Operation operation) {
        List<String> arguments = new ArrayList<>(List.of(operation.arguments()));
        if (arguments.contains("pull")) {
            arguments.addAll(List.of("--concurrency", "1"));
        }
        return arguments.toArray(String[]::new);
    }

    /** Few chunks, because every one costs some runs. */
    private static Lab lab(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new Lab(folder, folder.toRealPath().resolve("store"), content(1), content(2));
    }

    private static SampleModel content(long seed) {
        return new SampleModel()
                .randomFile("weights.bin", 2 * CHUNK, seed)
                .randomFile("config/a.json", 300, seed + 1000)
                .file("config/empty", "")
                .randomFile("config/deep/b.bin", CHUNK, 5)
                .chunkSize(CHUNK);
    }
}
