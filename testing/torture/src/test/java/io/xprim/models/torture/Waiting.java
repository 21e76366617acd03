// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import io.xprim.models.testkit.fault.NetworkFault;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Waiting for a process that does not go on: one that is stopped, and one that is killed. */
final class Waiting implements Part {
    private static final Duration SOON = Duration.ofSeconds(1);
    /** A JVM has to start before, on a machine that may be busy. */
    private static final Duration LONGEST_ANNOUNCEMENT = Duration.ofSeconds(20);
    /** A holder of whom nothing was heard for 30 s is not waited for. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

    @Override
    public String name() {
        return "waiting";
    }

    @Override
    public String claim() {
        return "who waits says for whom, gives up when told, and goes on within a second of the holder's death";
    }

    @Override
    public Optional<String> obstacle() {
        return File.separatorChar == '/' ? Optional.empty() : Optional.of("this system has no signals");
    }

    @Override
    public Tally run(Settings settings) throws Exception {
        List<Integer> numbers = settings.numbers(List.of(0, 1), List.of(0, 1, 2));
        List<String> lost = Iterations.run(this, settings, numbers, (number, random, folder) -> {
            try (Lab lab = new Lab(folder)) {
                switch (number) {
                    case 0 -> stopped(lab, Duration.ofSeconds(4), "--wait", "3s");
                    case 1 -> killed(lab);
                    default -> stopped(lab, LONGEST_SILENCE);
                }
                lab.requireNothingLost();
                lab.requireNothingElse();
            }
        });
        return new Tally(numbers.size(), "holders stopped or killed", "", lost);
    }

    private static void stopped(Lab lab, Duration longest, String... more) throws IOException, InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        try (Running holder = startHolder(lab, gate)) {
            holder.stop();
            try (Running waiter = startWaiter(lab, more)) {
                requireAnnouncement(waiter, holder);
                Running.Ended ended = waiter.await(longest).require(7);
                Lab.require(
                        ended.err().lines().reduce("", (first, last) -> last).contains("pid " + holder.pid()),
                        "the failure does not say who holds it: " + ended.err());
            } finally {
                holder.goOn();
                gate.countDown();
            }
            holder.await().require(0);
        }
    }

    private static void killed(Lab lab) throws IOException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        String path = heldPath(lab);
        try (Running holder = startHolder(lab, never);
                Running waiter = startWaiter(lab)) {
            requireAnnouncement(waiter, holder);
            holder.kill();
            long killed = System.nanoTime();
            lab.server().awaitRequests(path, 2);
            Duration waited = Duration.ofNanos(System.nanoTime() - killed);
            Lab.require(waited.compareTo(SOON) <= 0, "went on " + waited + " after the holder's death");
            waiter.await().require(0);
        } finally {
            never.countDown();
        }
    }

    /** A pull that has its lock, and gets no further. */
    private static Running startHolder(Lab lab, CountDownLatch gate) throws IOException, InterruptedException {
        lab.server().next(heldPath(lab), new NetworkFault.Hold(gate));
        Running holder = lab.start("pull", "t/m", "v", "--concurrency", "1");
        lab.server().awaitRequests(heldPath(lab), 1);
        return holder;
    }

    private static Running startWaiter(Lab lab, String... more) throws IOException, InterruptedException {
        String[] arguments = new String[3 + more.length];
        System.arraycopy(Operation.PULL.arguments(), 0, arguments, 0, 3);
        System.arraycopy(more, 0, arguments, 3, more.length);
        Running waiter = lab.start(arguments);
        lab.server().awaitRequests("/data/" + lab.offered().manifestHash(), 2);
        return waiter;
    }

    private static String heldPath(Lab lab) {
        return "/data/" + lab.offered().chunkHashes().get(4);
    }

    /** Not before a second has passed since it got the manifest, and then with the pid, the host and the time. */
    private static void requireAnnouncement(Running waiter, Running holder) throws IOException, InterruptedException {
        long start = System.nanoTime();
        String expected = "waiting for " + Lab.TARGET_REF + ", which is held by pid " + holder.pid() + ", host ";
        while (!waiter.err().contains(expected)) {
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            Lab.require(waited.compareTo(LONGEST_ANNOUNCEMENT) < 0, "nothing but: " + waiter.err());
            Lab.require(!waiter.endsWithin(Duration.ofMillis(10)), "does not wait: " + waiter.err());
        }
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        Lab.require(waited.compareTo(SOON.dividedBy(2)) > 0, "announced after " + waited);
        Lab.require(waiter.err().contains(", since 20"), "no time: " + waiter.err());
    }
}
