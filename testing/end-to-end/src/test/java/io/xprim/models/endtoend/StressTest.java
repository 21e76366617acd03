// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelManagerBuilder;
import io.xprim.models.ModelRef;
import io.xprim.models.VerifyOptions;
import io.xprim.models.testkit.fault.FaultServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many threads on two managers of one store, doing anything, while the network fails, the registry changes and files are damaged. The
 * system properties {@code stress.seconds} and {@code stress.seed} say for how long and how.
 */
@Timeout(600)
final class StressTest {
    private static final int THREADS = 20;
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("stress.seconds", 8));
    private static final long SEED = Long.getLong("stress.seed", System.nanoTime());
    private static final Duration LONGEST_END = Duration.ofMinutes(3);

    @TempDir
    private Path base;

    private final ChangingRegistry registry = new ChangingRegistry(new Random(SEED));
    private final AtomicBoolean over = new AtomicBoolean();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Test
    void aStoreOnWhichManyThreadsDoAnythingUnderFaultsIsWholeInTheEnd() throws Exception {
        System.out.println("stress.seed=" + SEED + " stress.seconds=" + LENGTH.toSeconds());
        Set<ModelRef> undamaged = Set.of(ModelRef.parse("b/two:1"), ModelRef.parse("b/two:2"));
        try (FaultServer server = FaultServer.start()) {
            registry.serveOn(server);
            int succeeded = 0;
            try (ModelManager one = manager(server);
                    ModelManager two = manager(server)) {
                List<Future<Integer>> callers = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    RandomCalls calls = new RandomCalls(
                            i % 4 == 0 ? two : one, registry.refs(), undamaged, timer, new Random(SEED + i));
                    callers.add(threads.submit(() -> callUntilOver(calls)));
                }
                Future<Integer> damage = threads.submit(() -> damageUntilOver(undamaged));
                spoilUntil(server, System.nanoTime() + LENGTH.toNanos(), callers);
                over.set(true);
                for (Future<Integer> caller : callers) {
                    succeeded += await(caller);
                }
                assertThat(await(damage)).as("damaged files").isPositive();
            } finally {
                over.set(true);
                timer.shutdownNow();
                threads.shutdownNow();
            }
            System.out.println("stress: " + succeeded + " calls succeeded");
            assertThat(succeeded).isGreaterThan(THREADS);
        }
        StoreCheck.assertNothingLeaks(base);
        assertRepairable(undamaged);
    }

    /** After all: what nobody damaged is whole, the rest can be made so, and nothing is left over. */
    private void assertRepairable(Set<ModelRef> undamaged) throws IOException, InterruptedException {
        try (FaultServer server = FaultServer.start()) {
            registry.serveOn(server);
            try (ModelManager manager = manager(server)) {
                for (ModelRef ref : manager.installedRefs()) {
                    if (undamaged.contains(ref)) {
                        assertThat(manager.verify(ref).damaged()).isEmpty();
                    }
                    manager.verify(ref, VerifyOptions.builder().repair(true).build());
                }
                StoreCheck.assertWhole(manager);
                manager.prune();
                StoreCheck.assertNothingElse(base, manager.installedRefs());
                registry.refs().forEach(manager::pull);
                StoreCheck.assertWhole(manager);
            }
        }
        StoreCheck.assertNothingLeaks(base);
    }

    private ModelManager manager(FaultServer server) {
        ModelManagerBuilder builder = Sandbox.builder(server, base);
        return builder.idleTimeout(Duration.ofMillis(500)).build();
    }

    private int callUntilOver(RandomCalls calls) {
        while (!over.get()) {
            calls.next();
        }
        return calls.succeeded();
    }

    private void spoilUntil(FaultServer server, long end, List<Future<Integer>> callers) throws InterruptedException {
        for (int i = 0; System.nanoTime() < end && callers.stream().noneMatch(Future::isDone); i++) {
            registry.spoil(server);
            if (i % 10 == 0) {
                registry.change(server);
            }
            TimeUnit.MILLISECONDS.sleep(15);
        }
    }

    /** Changes bytes of installed files, but for some models; returns of how many. */
    private int damageUntilOver(Set<ModelRef> undamaged) throws Exception {
        Random random = new Random(SEED - 1);
        List<ModelRef> refs = new ArrayList<>(registry.refs());
        refs.removeAll(undamaged);
        int damaged = 0;
        while (!over.get()) {
            ModelRef ref = refs.get(random.nextInt(refs.size()));
            String file =
                    List.of("weights.bin", "config/a.json", "config/b.bin").get(random.nextInt(3));
            damaged += damage(base.resolve(ref.group() + "/" + ref.model() + "/" + ref.version() + "/" + file), random);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return damaged;
    }

    private static int damage(Path file, Random random) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (random.nextInt(4) == 0) {
                channel.truncate(random.nextInt(200));
            } else {
                channel.write(ByteBuffer.wrap(new byte[] {(byte) random.nextInt()}), random.nextInt(300));
            }
            return 1;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static int await(Future<Integer> future) throws ExecutionException, InterruptedException {
        try {
            return future.get(LONGEST_END.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            Thread.getAllStackTraces().forEach((thread, stack) -> {
                System.out.println(thread);
                for (StackTraceElement element : stack) {
                    System.out.println("    " + element);
                }
            });
            throw new AssertionError("a call does not end; the threads are above", e);
        }
    }
}
