// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.DamagedStoreException;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.StoreIndex;
import io.xprim.models.spi.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * registry.json. It is read without a lock, because it is only ever replaced as a whole, and changed under its lock: read again, change
 * the own entry, write a temporary file beside it, force that, rename it, force the folder. Thread-safe.
 */
final class RegistryFile {
    private static final long LONGEST = 64 << 20;
    private static final String TEMPORARY = "registry.json.tmp-";
    private static final String CORRUPT = "registry.json.corrupt-";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final StorePaths paths;
    private final FileOperations operations;
    private final WholeFiles files;
    private final StoreLocks locks;
    private final RandomGenerator random;

    RegistryFile(StorePaths paths, FileOperations operations, StoreLocks locks, RandomGenerator random) {
        this.paths = paths;
        this.operations = operations;
        this.files = new WholeFiles(operations);
        this.locks = locks;
        this.random = random;
    }

    /**
     * What is installed.
     *
     * @throws DamagedStoreException if the file is damaged; that is never taken for nothing being installed
     */
    StoreIndex read() throws IOException {
        Optional<FileOperations.Status> status = operations.status(paths.registry());
        if (status.isPresent() && status.get().size() > LONGEST) {
            throw damaged("it has " + status.get().size() + " bytes", null);
        }
        byte[] document = files.read(paths.registry(), LONGEST).orElse(null);
        if (document == null) {
            return StoreIndex.empty();
        }
        try {
            return StoreIndex.read(document);
        } catch (FormatException e) {
            throw damaged(e.getMessage(), e);
        }
    }

    private DamagedStoreException damaged(@Nullable String why, @Nullable FormatException cause) {
        return new DamagedStoreException(
                "storage error: " + SafeText.of(paths.registry().toString()) + " is damaged: " + why
                        + "; nothing was changed, rebuild it from the models that are there",
                cause);
    }

    /** Brings what is listed to the disk: whoever listed it may not have lived to do so. */
    void force() throws IOException {
        operations.forceDirectory(paths.base());
    }

    void change(UnaryOperator<StoreIndex> change, boolean durable) throws IOException {
        try (StoreLocks.Held lock = locks.registry()) {
            replace(change.apply(read()), lock, durable);
        }
    }

    /** What makes the index that takes the place of a damaged one. */
    @FunctionalInterface
    interface Rebuilding {
        StoreIndex rebuild() throws IOException;
    }

    /**
     * Replaces the file if it is damaged, and keeps a copy. Were it moved, a crash would leave no file, which is an empty one.
     *
     * @return the copy, or nothing if the file is not damaged
     */
    Optional<Path> replaceDamaged(Rebuilding rebuilding, Instant now) throws IOException {
        try (StoreLocks.Held lock = locks.registry()) {
            if (!isDamaged()) {
                return Optional.empty();
            }
            StoreIndex rebuilt = rebuilding.rebuild();
            Path copy = beside(CORRUPT + TIME.format(now) + "-");
            files.copy(paths.registry(), copy);
            keepPermissions(copy);
            replace(rebuilt, lock, true);
            return Optional.of(copy);
        }
    }

    /** Whether it has to be rebuilt. */
    boolean isDamaged() throws IOException {
        try {
            read();
            return false;
        } catch (DamagedStoreException e) {
            return true;
        }
    }

    private void replace(StoreIndex index, StoreLocks.Held lock, boolean durable) throws IOException {
        Path temporary = beside(TEMPORARY);
        try {
            files.create(temporary, index.toBytes(), durable);
            keepPermissions(temporary);
            lock.ensureValid();
            operations.move(temporary, paths.registry());
        } catch (IOException | RuntimeException e) {
            deleteQuietly(temporary, e);
            throw e;
        }
        if (durable) {
            operations.forceDirectory(paths.base());
        }
    }

    private Path beside(String prefix) {
        return paths.base().resolve(prefix + HexFormat.of().toHexDigits(random.nextLong()));
    }

    /** Whoever may read and write the file now may do so afterwards. */
    private void keepPermissions(Path temporary) throws IOException {
        if (operations.status(paths.registry()).isPresent()) {
            operations.copyPermissions(paths.registry(), temporary);
        }
    }

    /** Deletes what changes that did not end have left. */
    void deleteTemporaries() throws IOException {
        List<Path> left = operations.list(paths.base()).stream()
                .filter(path -> path.getFileName().toString().startsWith(TEMPORARY))
                .toList();
        if (!left.isEmpty()) {
            // Whoever holds the lock is still writing his.
            try (StoreLocks.Held lock = locks.registry()) {
                for (Path temporary : left) {
                    files.deleteTree(temporary);
                }
            }
        }
    }

    private void deleteQuietly(Path temporary, Exception failure) {
        try {
            files.deleteTree(temporary);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
