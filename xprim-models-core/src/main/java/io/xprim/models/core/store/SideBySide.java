// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs the same work on several threads, of which the caller's is one: it gets done even if no other can be had. */
final class SideBySide {
    private SideBySide() {}

    /** Returns when all have ended; what one threw comes out as {@link java.util.concurrent.CompletionException}. */
    static void run(Executor executor, int threads, Runnable work) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        try {
            startOthers(executor, threads - 1, work, all);
            work.run();
        } finally {
            awaitAll(all);
        }
    }

    private static void startOthers(Executor executor, int threads, Runnable work, List<CompletableFuture<Void>> all) {
        try {
            for (int i = 0; i < threads; i++) {
                all.add(CompletableFuture.runAsync(work, executor));
            }
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // No thread to be had: those there are do the work.
        }
    }

    private static void awaitAll(List<CompletableFuture<Void>> all) {
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    }
}
