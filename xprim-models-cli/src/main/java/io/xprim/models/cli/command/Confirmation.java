// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.Cancellation;
import io.xprim.models.CancelledException;
import io.xprim.models.cli.failure.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asks before something is deleted. */
final class Confirmation {
    private static final Set<String> YES = Set.of("y", "yes");

    private final Invocation invocation;

    Confirmation(Invocation invocation) {
        this.invocation = invocation;
    }

    /**
     * Asks, and reads a line from standard input, terminal or not.
     *
     * @param question without the choices
     * @return whether the answer is yes; if it is not, says that nothing is done
     * @throws UsageException if there is nobody to ask
     * @throws CancelledException if cancelled before there is an answer
     */
    boolean given(String question) {
        if (invocation.options().json()) {
            throw new UsageException("nothing is asked with --json; pass -y to go ahead");
        }
        invocation.console().prompt(question + " [y/N] ");
        String answer = await(readLine())
                .orElseThrow(() ->
                        unanswered(new UsageException("standard input ended without an answer; pass -y to go ahead")));
        boolean yes = YES.contains(answer.strip().toLowerCase(Locale.ROOT));
        if (!yes) {
            invocation.console().message("Aborted.");
        }
        return yes;
    }

    private Optional<String> await(CompletableFuture<Optional<String>> line) {
        CancelledException cancelled = new CancelledException("cancelled; nothing was changed", null);
        try (Cancellation.Registration ignored =
                invocation.application().cancellation().onCancel(() -> line.completeExceptionally(cancelled))) {
            return line.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof CancelledException ? unanswered(cancelled) : e;
        }
    }

    /** What comes next begins a line. */
    private <T extends RuntimeException> T unanswered(T reason) {
        invocation.console().message("");
        return reason;
    }

    /** On a thread of its own, because nothing ends a read of standard input. */
    private CompletableFuture<Optional<String>> readLine() {
        CompletableFuture<Optional<String>> line = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try {
                        line.complete(Optional.ofNullable(new BufferedReader(
                                        invocation.application().input().get())
                                .readLine()));
                    } catch (IOException e) {
                        line.complete(Optional.empty());
                    }
                },
                "confirmation");
        reader.setDaemon(true);
        reader.start();
        return line;
    }
}
