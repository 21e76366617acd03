// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A program that does anything with the models that all share, and installs and removes one that is its own: registry, store, seed, seconds,
 * own reference, shared ones. What it did to its own has to be so whatever others do.
 */
final class RandomProcess {
    private RandomProcess() {}

    public static void main(String[] args) {
        Random random = new Random(Long.parseLong(args[2]));
        long end =
                System.nanoTime() + Duration.ofSeconds(Long.parseLong(args[3])).toNanos();
        ModelRef own = ModelRef.parse(args[4]);
        List<ModelRef> shared = List.of(args).subList(5, args.length).stream()
                .map(ModelRef::parse)
                .toList();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (ModelManager manager = ModelManager.builder("test")
                .registry(args[0])
                .dataDirectory(Path.of(args[1]))
                .environment(Map.of())
                .build()) {
            RandomCalls calls = new RandomCalls(manager, shared, Set.copyOf(shared), timer, random);
            while (System.nanoTime() < end) {
                manager.pull(own);
                calls.next();
                require(manager.installedRefs().contains(own), "an installation was lost");
                require(manager.verify(own).ok(), "what is installed is damaged");
                manager.remove(own);
                calls.next();
                require(!manager.installedRefs().contains(own), "a removal was lost");
            }
            manager.pull(own);
        } finally {
            timer.shutdownNow();
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
