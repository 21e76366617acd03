// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.Limits;
import io.xprim.models.ModelException;
import io.xprim.models.ModelManager;
import io.xprim.models.PullOptions;
import io.xprim.models.endtoend.RandomFaults.Drawn;
import io.xprim.models.endtoend.RandomFaults.Effect;
import io.xprim.models.fixtures.SampleModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pulls from a registry of whose answers three in ten are bad, each drawn by itself. A pull ends with the right bytes, or with the failure that an
 * answer of the last resort was to bring, and asks for nothing more often than the rule of retries allows. The system property
 * {@code faults.seed} replays: each path gets the same answers again, in the same order.
 */
final class RandomFaultsTest {
    private static final long SEED = Long.getLong("faults.seed", System.nanoTime());
    private static final int STORES = 3;
    private static final int PULLS_EACH = 100;
    private static final int RETRIES = 3;
    private static final int CHUNK = 5000;
    private static final String INDEX = "/models.json";

    /** Long for a server that answers, on the busiest machine. */
    private static final Duration IDLE = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    @Tag("N02")
    @Tag("N03")
    @Tag("N05")
    @Tag("N09")
    @Tag("N14")
    void eachEndsWithTheRightBytesOrTheRightFailureAndNoMoreRequestsThanTheRuleAllows() throws Exception {
        System.out.println("faults.seed=" + SEED);
        ExecutorService threads = Executors.newFixedThreadPool(STORES);
        List<Future<int[]>> runs = IntStream.range(0, STORES)
                .mapToObj(store -> threads.submit(() -> new Run(store).pull()))
                .toList();
        // Also the runs beside one that fails are over before their folders go.
        threads.shutdown();
        assertThat(threads.awaitTermination(4, TimeUnit.MINUTES)).isTrue();
        int well = 0;
        int failed = 0;
        for (Future<int[]> run : runs) {
            int[] counts = result(run);
            well += counts[0];
            failed += counts[1];
        }
        System.out.println("pulls: " + well + " went well, " + failed + " failed");
        assertThat(well).isGreaterThan(STORES * PULLS_EACH / 10);
        assertThat(failed).isGreaterThan(STORES * PULLS_EACH / 10);
    }

    private static int[] result(Future<int[]> run) throws Exception {
        try {
            return run.get();
        } catch (ExecutionException e) {
            throw new AssertionError("replay with -Dfaults.seed=" + SEED, e.getCause());
        }
    }

    /** The pulls of one store from one server. */
    private final class Run {
        private final int store;
        private final Map<String, List<Drawn>> answers = new HashMap<>();
        private final Sandbox sandbox;
        private SampleModel published;
        private int workers;
        private Optional<SampleModel> installed = Optional.empty();

        Run(int store) throws IOException {
            this.store = store;
            sandbox = new Sandbox(folder.resolve("store-" + store));
            published = publish(0);
        }

        /** How many went well, and how many failed. */
        int[] pull() throws IOException {
            int well = 0;
            try (sandbox;
                    ModelManager manager = sandbox.builder()
                            .idleTimeout(IDLE)
                            .limits(Limits.builder().indexBytes(1 << 20).build())
                            .build()) {
                for (int i = 1; i <= PULLS_EACH; i++) {
                    boolean wentWell = pull(manager, i);
                    well += wentWell ? 1 : 0;
                    // A request of a worker that another's failure has ended may come late, and be taken for one of the
                    // next pull.
                    if (wentWell || workers > 1) {
                        published = publish(i);
                    }
                }
            }
            return new int[] {well, PULLS_EACH - well};
        }

        private boolean pull(ModelManager manager, int number) {
            Map<String, Integer> before = counts();
            Optional<ModelException> failure = Optional.empty();
            try {
                manager.pull(
                        Sandbox.REF,
                        PullOptions.builder()
                                .durable(false)
                                .concurrency(workers)
                                .build());
                installed = Optional.of(published);
            } catch (ModelException e) {
                failure = Optional.of(e);
            }
            Map<String, List<Drawn>> given = given(before);
            String what = "store " + store + ", pull " + number + ": " + failure + " after " + given;
            given.forEach((path, drawn) -> assertThat(isAllowed(drawn, path.equals(INDEX) ? 2 : 1))
                    .as(path + " in " + what)
                    .isTrue());
            assertEnds(given, failure, what);
            installed.ifPresent(model -> sandbox.assertInstalled("v", model));
            StoreCheck.assertWhole(manager);
            return failure.isEmpty();
        }

        private void assertEnds(Map<String, List<Drawn>> given, Optional<ModelException> failure, String what) {
            if (failure.isEmpty()) {
                assertThat(given.values())
                        .as(what)
                        .allSatisfy(drawn -> assertThat(last(drawn).effect()).isEqualTo(Effect.GOOD));
                return;
            }
            Class<?> type = failure.get().getClass();
            assertThat(given.values()).as(what).anySatisfy(drawn -> {
                assertThat(last(drawn).failures().contains(type)).isTrue();
                assertThat(last(drawn).effect() == Effect.LAST || drawn.size() > RETRIES)
                        .isTrue();
            });
        }

        private Map<String, Integer> counts() {
            Map<String, Integer> counts = new HashMap<>();
            answers.keySet().forEach(path -> counts.put(path, sandbox.server.count(path)));
            return counts;
        }

        /** The answers since. */
        private Map<String, List<Drawn>> given(Map<String, Integer> before) {
            Map<String, List<Drawn>> given = new HashMap<>();
            before.forEach((path, first) -> {
                List<Drawn> drawn = answers.getOrDefault(path, List.of()).subList(first, sandbox.server.count(path));
                if (!drawn.isEmpty()) {
                    given.put(path, drawn);
                }
            });
            return given;
        }

        private SampleModel publish(int generation) {
            SampleModel model = new SampleModel()
                    .randomFile("weights.bin", 4 * CHUNK, 1000L * store + generation)
                    .file("config/empty", "")
                    .randomFile("config/a.json", CHUNK, 1000L * store + generation + 500_000)
                    .chunkSize(CHUNK);
            sandbox.with(model);
            // Of its own for each, since not every one is published whenever the seed is replayed.
            Random random = new Random(SEED + 1000L * store + generation);
            RandomFaults faults = new RandomFaults(random);
            workers = random.nextBoolean() ? 1 : 4;
            String manifest = "/data/" + model.manifestHash();
            int indexSize = sandbox.registry.index().length;
            answer(INDEX, 40 * PULLS_EACH, () -> faults.index(indexSize));
            answer(manifest, 200, () -> faults.manifest(model.manifest().length));
            model.chunkHashes().forEach(hash -> answer("/data/" + hash, 200, () -> faults.chunk(CHUNK)));
            return model;
        }

        private void answer(String path, int count, Supplier<Drawn> draw) {
            answers.computeIfAbsent(path, ignored -> {
                List<Drawn> drawn = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    drawn.add(draw.get());
                    sandbox.server.next(path, drawn.get(i).fault());
                }
                return drawn;
            });
        }
    }

    private static Drawn last(List<Drawn> drawn) {
        return drawn.get(drawn.size() - 1);
    }

    /**
     * Whether a file may be asked for so often, as generously as the rule can be read: at most three attempts in a row bring no new byte, and
     * after wrong bytes there are at most three. The transport may resend once what got no answer. Nothing comes after what was good or final,
     * but that an index which leads to no manifest is read once more.
     */
    private static boolean isAllowed(List<Drawn> drawn, int readings) {
        int used = 0;
        int read = 0;
        boolean wrong = false;
        boolean resent = false;
        for (Drawn answer : drawn.subList(0, drawn.size() - 1)) {
            Effect effect = answer.effect();
            if (effect == Effect.GOOD) {
                read++;
                used = 0;
                wrong = false;
                resent = false;
                continue;
            }
            wrong |= effect == Effect.WRONG;
            if ((effect == Effect.PARTLY || effect == Effect.CUT) && !wrong) {
                used = 0;
            }
            resent = (effect == Effect.UNANSWERED || effect == Effect.CUT) && !resent;
            used += resent ? 0 : 1;
            if (effect == Effect.LAST || used > RETRIES) {
                return false;
            }
        }
        return read < readings;
    }
}
