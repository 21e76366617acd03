// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.ModelRef;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.LastVerified;
import io.xprim.models.core.format.StoreEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When installed versions were last verified: a file for each, outside of its folder. A record names the installation that it speaks of, so
 * one that outlives it says nothing of the next. It is written and deleted under the reference's lock; what fails is logged and nothing more,
 * because only who asks misses it. Thread-safe.
 */
final class VerifiedRecords {
    private static final long LONGEST = 4096;
    /** By so much the clocks of those who share a store may differ. */
    private static final Duration AHEAD = Duration.ofHours(24);

    private final StorePaths paths;
    private final FileOperations operations;
    private final WholeFiles files;
    private final Clock clock;
    private final System.Logger logger;

    VerifiedRecords(StorePaths paths, FileOperations operations, Clock clock, System.Logger logger) {
        this.paths = paths;
        this.operations = operations;
        this.files = new WholeFiles(operations);
        this.clock = clock;
        this.logger = logger;
    }

    /** When what is listed was last verified, if a record says so that can be believed. */
    Optional<Instant> find(ModelRef ref, StoreEntry listed) {
        try {
            Optional<byte[]> document = files.read(paths.verified(ref), LONGEST);
            return document.isEmpty() ? Optional.empty() : believed(LastVerified.read(document.get()), listed);
        } catch (IOException | FormatException e) {
            logger.log(System.Logger.Level.DEBUG, "could not read when " + ref + " was last verified", e);
            return Optional.empty();
        }
    }

    private Optional<Instant> believed(LastVerified record, StoreEntry listed) {
        boolean same = record.manifest().equals(listed.manifest())
                && record.installedAt().equals(listed.installedAt());
        return same && record.verifiedAt().isBefore(clock.instant().plus(AHEAD))
                ? Optional.of(record.verifiedAt())
                : Optional.empty();
    }

    /** Records that what is listed was found right just now. */
    void write(ModelRef ref, StoreEntry listed, StoreLocks.Held lock) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        LastVerified record = new LastVerified(listed.manifest(), listed.installedAt(), now);
        Path temporary = paths.verifiedTemporary(ref);
        try {
            files.createDirectories(paths.verified());
            files.deleteTree(temporary);
            files.create(temporary, record.toBytes(), true);
            lock.ensureValid();
            operations.move(temporary, paths.verified(ref));
        } catch (IOException e) {
            log("verified " + ref + ", but could not record when", e);
        }
    }

    /** Deletes what is recorded. */
    void delete(ModelRef ref) {
        try {
            files.deleteTree(paths.verified(ref));
        } catch (IOException e) {
            log("could not delete the record of when " + ref + " was last verified", e);
        }
    }

    /** Whoever may only read a store knows that. */
    private void log(String message, IOException e) {
        logger.log(DiskFailure.isRefused(e) ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING, message, e);
    }
}
