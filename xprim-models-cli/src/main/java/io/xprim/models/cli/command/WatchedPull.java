// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.CancelledException;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.ProgressListener;
import io.xprim.models.PullOptions;
import io.xprim.models.PullProgress;
import io.xprim.models.PullResult;
import io.xprim.models.cli.failure.InterruptedPullException;
import io.xprim.models.cli.output.HumanText;
import io.xprim.models.cli.progress.PullDisplay;
import org.jspecify.annotations.Nullable;

/** A pull that is shown while it runs, and that knows how far it came when it is cancelled. */
final class WatchedPull {
    private final Invocation invocation;
    private volatile @Nullable PullProgress latest;

    WatchedPull(Invocation invocation) {
        this.invocation = invocation;
    }

    PullResult run(ModelManager manager, ModelRef ref, PullOptions.Builder options) {
        try (PullDisplay display = invocation.display()) {
            PullResult result =
                    manager.pull(ref, options.progress(watching(display)).build());
            display.finished();
            return result;
        } catch (CancelledException e) {
            throw interrupted(ref, e);
        }
    }

    private ProgressListener watching(ProgressListener display) {
        return progress -> {
            latest = progress;
            display.progressed(progress);
        };
    }

    private InterruptedPullException interrupted(ModelRef ref, CancelledException cause) {
        PullProgress last = latest;
        long kept = last == null ? 0 : last.bytesCompleted();
        long total = last == null ? 0 : last.bytesTotal();
        String state = total == 0
                ? "interrupted before anything was fetched"
                : "interrupted: " + HumanText.part(kept, total) + " kept; the same command continues";
        return new InterruptedPullException("pull " + ref + ": " + state, kept, total, cause);
    }
}
