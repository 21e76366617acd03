// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelRef;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Clears away what nobody has touched for a day: after a change that went well, and at most once an hour in a store, whoever changes it.
 * Times are the disk's and may be wrong: what seems to be of the far future counts as old, so that it does not stay for ever.
 */
final class CleanUp {
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration OLD = Duration.ofHours(24);

    private final StorePaths paths;
    private final FileOperations operations;
    private final Leftovers leftovers;
    private final Instant now;

    CleanUp(StorePaths paths, FileOperations operations, Leftovers leftovers, Clock clock) {
        this.paths = paths;
        this.operations = operations;
        this.leftovers = leftovers;
        this.now = clock.instant();
    }

    /** Does it if it is time. What belongs to {@code done} stays: whoever changed that knows best. */
    void run(ModelRef done, Cancellation cancellation) throws IOException {
        if (isDue()) {
            note();
            leftovers.deleteUntouched(done, this::isOld, cancellation);
        }
    }

    private boolean isDue() throws IOException {
        Optional<FileOperations.Status> last = operations.status(paths.cleaned());
        return last.isEmpty() || distance(last.get().modified()).compareTo(EVERY) >= 0;
    }

    /** Before the work, so that of several processes one does it. */
    private void note() throws IOException {
        Path note = paths.cleaned();
        try {
            operations.create(note).close();
        } catch (FileAlreadyExistsException e) {
            // Only its time says something.
        }
        try {
            operations.touch(note, now);
        } catch (IOException e) {
            // It is another user's, who alone may set its time.
            operations.delete(note);
            operations.create(note).close();
        }
    }

    private boolean isOld(Instant touched) {
        return distance(touched).compareTo(OLD) > 0;
    }

    private Duration distance(Instant time) {
        return Duration.between(time, now).abs();
    }
}
