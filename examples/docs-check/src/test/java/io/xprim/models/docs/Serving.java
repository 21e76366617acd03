// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.docs;

import io.xprim.models.Cancellation;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The program's own server, at work on the registry of a workplace. */
final class Serving implements AutoCloseable {
    private static final int LONGEST_SECONDS = 60;

    private final Cancellation cancellation = new Cancellation();
    private final StringWriter out = new StringWriter();
    private final CompletableFuture<Workplace.Outcome> run;

    Serving(Workplace place, String option) {
        run = CompletableFuture.supplyAsync(() -> place.run(cancellation, out, "serve @/registry --port 0 " + option));
    }

    /** What it says once it is ready. */
    String said() throws InterruptedException {
        while (!out.toString().endsWith("\n") && !run.isDone()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return out.toString().strip();
    }

    Workplace.Outcome end() {
        cancellation.cancel();
        return run.orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        end();
    }
}
