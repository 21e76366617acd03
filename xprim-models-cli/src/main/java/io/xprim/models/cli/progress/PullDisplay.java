// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.progress;

import io.xprim.models.ProgressListener;
import io.xprim.models.PullProgress;
import io.xprim.models.cli.output.Console;
import io.xprim.models.cli.terminal.Terminal;
import java.util.function.LongSupplier;

/** Shows a pull while it runs. Closing leaves the line clean. */
public interface PullDisplay extends ProgressListener, AutoCloseable {
    /** Shows nothing. */
    PullDisplay NONE = new PullDisplay() {
        @Override
        public void progressed(PullProgress progress) {}

        @Override
        public void finished() {}

        @Override
        public void close() {}
    };

    /** Says that the pull succeeded; before closing. */
    void finished();

    @Override
    void close();

    /** A bar if there is a terminal, else plain lines. */
    static PullDisplay automatic(Console console, Terminal terminal) {
        return terminal.columns().isPresent() ? bar(console, terminal) : plain(console);
    }

    static PullDisplay plain(Console console) {
        return new PlainProgress(console, clock());
    }

    private static PullDisplay bar(Console console, Terminal terminal) {
        ProgressBar bar = new ProgressBar(console, terminal, clock());
        return new TickingBar(bar);
    }

    private static LongSupplier clock() {
        return System::nanoTime;
    }
}
