// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.Cancellation;
import io.xprim.models.InstalledModel;
import io.xprim.models.ModelException;
import io.xprim.models.ModelRef;
import io.xprim.models.NotInstalledException;
import io.xprim.models.RebuildResult;
import io.xprim.models.RegistryException;
import io.xprim.models.Sha256;
import io.xprim.models.StorageException;
import io.xprim.models.core.format.GrowingDocument;
import io.xprim.models.core.format.Manifest;
import io.xprim.models.core.format.StoreEntry;
import io.xprim.models.core.format.StoreIndex;
import io.xprim.models.spi.FileLocker;
import io.xprim.models.spi.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;

/**
 * The models on this machine, as their readers see them. Nothing is made on the disk before the first {@linkplain #change change},
 * apart from what is {@linkplain #spool spooled}. Thread-safe.
 */
public final class Store implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final Path directory;
    private final String appName;
    private final FileOperations operations;
    private final FileLocker locker;
    private final Clock clock;
    private final RandomGenerator random;
    private final System.Logger logger;
    private final LockerCheck check;
    private final Heartbeat heartbeat = new Heartbeat();

    public Store(
            Path directory,
            String appName,
            FileOperations operations,
            FileLocker locker,
            Clock clock,
            RandomGenerator random,
            System.Logger logger) {
        this.directory = directory.toAbsolutePath();
        this.appName = appName;
        this.operations = operations;
        this.locker = locker;
        this.clock = clock;
        this.random = random;
        this.logger = logger;
        this.check = new LockerCheck(operations, locker, logger);
    }

    /**
     * Checks that a model has nothing in the way of this application's metadata.
     *
     * @throws RegistryException if it has
     */
    public void ensureInstallable(Manifest manifest) {
        manifest.findTakenFor(new StorePaths(directory, appName).metadata()).ifPresent(file -> {
            throw new RegistryException("registry error: the model has a file " + SafeText.quoted(file.path())
                    + ", where this application keeps its metadata; it cannot be installed");
        });
    }

    /** Begins a change to one reference. Waits for its lock, for as long as {@code atMost} says, and puts right what an earlier change left. */
    public VersionChange change(ModelRef ref, Optional<Duration> atMost, Cancellation cancellation) throws IOException {
        new WholeFiles(operations).createDirectories(directory);
        Opened opened = open();
        StoreLocks.Held lock = opened.locks().reference(ref, atMost, cancellation);
        try {
            return new VersionChange(ref, opened.paths(), operations, opened.registry(), lock, clock, logger);
        } catch (Throwable e) { // Also one that nobody foresees must not keep the lock.
            lock.close();
            throw e;
        }
    }

    /** The chunk cache and free space of the store, without a lock. */
    public StoreSpace space() throws IOException {
        return new StoreSpace(paths(), operations, clock);
    }

    /** Makes a file for a document that is too long for the memory; it is the caller's to close, and then it is gone. */
    public GrowingDocument spool() throws IOException {
        return SpoolFile.create(operations, paths().spool(), HexFormat.of().toHexDigits(random.nextLong()));
    }

    /**
     * What is listed under a reference, whole or not, without a lock.
     *
     * @throws NotInstalledException if nothing is
     */
    public StoreEntry listed(ModelRef ref) throws IOException {
        return entry(ref).orElseThrow(() -> notInstalled(ref));
    }

    /** What is installed under a reference, whole or not, without a lock. */
    public Optional<StoreEntry> entry(ModelRef ref) throws IOException {
        return open().registry().read().find(ref);
    }

    /** The model, if this manifest is what is listed and all its files are there with their sizes; without a lock. */
    public Optional<InstalledModel> whole(ModelRef ref, Sha256 digest) throws IOException {
        Opened opened = open();
        StorePaths paths = opened.paths();
        InstalledFiles installed = new InstalledFiles(operations);
        Optional<StoreEntry> entry = opened.registry()
                .read()
                .find(ref)
                .filter(listed -> listed.manifest().equals(digest));
        boolean whole = entry.isPresent()
                && !installed.exists(paths.displaced(ref))
                && installed.isDirectory(paths.version(ref))
                && installed.isWhole(paths.version(ref), digest);
        if (!whole) {
            return Optional.empty();
        }
        opened.registry().force();
        return entry.map(listed -> model(paths, ref, listed));
    }

    /** What an earlier pull of a manifest staged; without a lock. */
    public StagedMarks stagedMarks(ModelRef ref, Sha256 digest, int chunks) throws IOException {
        StorePaths paths = paths();
        InstalledFiles installed = new InstalledFiles(operations);
        Path making = paths.making(ref);
        Optional<Path> metadata = installed.isDirectory(making) ? installed.metadata(making, digest) : Optional.empty();
        byte[] none = new byte[0];
        return new StagedMarks(
                metadata.isEmpty()
                        ? none
                        : new WholeFiles(operations)
                                .read(metadata.get().resolve(StorePaths.MARKS), chunks)
                                .orElse(none));
    }

    /**
     * The installed models, sorted. Those whose folder is gone are left out, with a warning.
     *
     * @throws io.xprim.models.DamagedStoreException if registry.json is damaged
     */
    public List<InstalledModel> list(Cancellation cancellation) throws IOException {
        Opened opened = open();
        List<InstalledModel> models = new ArrayList<>();
        SortedMap<ModelRef, StoreEntry> listed = opened.registry().read().entries();
        SortedMap<ModelRef, Optional<InstalledModel>> found = new TreeMap<>();
        for (Map.Entry<ModelRef, StoreEntry> entry : listed.entrySet()) {
            found.put(entry.getKey(), settle(opened, entry.getKey(), entry.getValue(), cancellation));
        }
        // Once for all: to read it again for each would take too long where there are many.
        SortedMap<ModelRef, StoreEntry> after = opened.registry().read().entries();
        for (Map.Entry<ModelRef, StoreEntry> entry : listed.entrySet()) {
            if (!entry.getValue().equals(after.get(entry.getKey()))) {
                found.put(entry.getKey(), settle(opened, entry.getKey(), cancellation));
            }
        }
        found.forEach((ref, model) -> {
            model.ifPresent(models::add);
            if (model.isEmpty() && after.containsKey(ref)) {
                logger.log(
                        System.Logger.Level.WARNING,
                        ref + " is listed, but its folder is gone; pull it again or remove it");
            }
        });
        return models;
    }

    /**
     * An installed model.
     *
     * @throws NotInstalledException if it is not, or its folder is gone
     */
    public InstalledModel get(ModelRef ref, Cancellation cancellation) throws IOException {
        Opened opened = open();
        Optional<InstalledModel> model = settle(opened, ref, cancellation);
        if (model.isEmpty()) {
            throw isListed(opened, ref) ? folderGone(opened.paths(), ref) : notInstalled(ref);
        }
        return model.get();
    }

    /**
     * The same, with where it came from and when it was last verified, as far as that can be told.
     *
     * @throws NotInstalledException if it is not, or its folder is gone
     */
    public InstalledModel getDetailed(ModelRef ref, Cancellation cancellation) throws IOException {
        InstalledModel model = get(ref, cancellation);
        VerifiedRecords verified = new VerifiedRecords(paths(), operations, clock, logger);
        return new InstalledDetails(new InstalledFiles(operations), verified, logger).addTo(model);
    }

    /** Whether it is still: a removal may have been under way. */
    private static boolean isListed(Opened opened, ModelRef ref) throws IOException {
        return opened.registry().read().find(ref).isPresent();
    }

    static NotInstalledException notInstalled(ModelRef ref) {
        return new NotInstalledException(ref + " is not installed");
    }

    static NotInstalledException folderGone(StorePaths paths, ModelRef ref) {
        return new NotInstalledException(ref + " is listed, but its folder "
                + SafeText.of(paths.version(ref).toString()) + " is gone; pull it again or remove it");
    }

    /**
     * What is listed, whole or not, sorted; without a lock.
     *
     * @throws io.xprim.models.DamagedStoreException if registry.json is damaged
     */
    public SortedMap<ModelRef, StoreEntry> entries() throws IOException {
        return open().registry().read().entries();
    }

    /** The store's folder. */
    public Path directory() {
        return directory;
    }

    /** Takes a lock that is there to be tried. */
    public StoreLocks.Held probeLock(Cancellation cancellation) throws IOException {
        new WholeFiles(operations).createDirectories(directory);
        return open().locks().probe(cancellation);
    }

    /** Makes registry.json again from what is in the folders, if it is damaged. */
    public RebuildResult rebuild(Cancellation cancellation) throws IOException {
        Opened opened = open();
        return new RegistryRebuild(opened.paths(), operations, opened.locks(), opened.registry())
                .run(clock.instant(), cancellation);
    }

    /** Clears away what changes that did not end have left, and the cached chunks. */
    public Leftovers leftovers() throws IOException {
        return leftovers(open());
    }

    private Leftovers leftovers(Opened opened) {
        return new Leftovers(opened.paths(), operations, opened.locks(), opened.registry(), logger);
    }

    /**
     * Clears away what nobody has touched for a day, if that was not done within the hour. To be called once a change has gone well and its
     * lock is given back.
     *
     * @param done what was changed
     */
    public void cleanUp(ModelRef done, Cancellation cancellation) {
        try {
            Opened opened = open();
            new CleanUp(opened.paths(), operations, leftovers(opened), clock).run(done, cancellation);
        } catch (IOException | ModelException e) {
            logger.log(System.Logger.Level.WARNING, "could not clear away what earlier calls have left", e);
        } catch (CancellationException e) {
            logger.log(System.Logger.Level.DEBUG, "the clean-up was cancelled", e);
        }
    }

    /** The model as registry.json lists it before and after its folder is looked at, or nothing if it is not there. */
    private Optional<InstalledModel> settle(Opened opened, ModelRef ref, Cancellation cancellation) throws IOException {
        Optional<StoreEntry> entry = opened.registry().read().find(ref);
        while (entry.isPresent()) {
            Optional<InstalledModel> model = settle(opened, ref, entry.get(), cancellation);
            Optional<StoreEntry> after = opened.registry().read().find(ref);
            if (after.equals(entry)) {
                return model;
            }
            entry = after;
        }
        return Optional.empty();
    }

    /**
     * Waits until registry.json and the folders agree on a reference: a swap may be under way, or have been cut off.
     *
     * @return the model, or nothing if it has gone
     */
    private Optional<InstalledModel> settle(Opened opened, ModelRef ref, StoreEntry listed, Cancellation cancellation)
            throws IOException {
        Optional<StoreEntry> entry = Optional.of(listed);
        while (entry.isPresent()) {
            if (!isUnsettled(opened, ref, entry.get())) {
                return Optional.of(model(opened.paths(), ref, entry.get()));
            }
            Optional<StoreLocks.Held> lock;
            try {
                lock = opened.locks().referenceIfFree(ref);
            } catch (IOException | StorageException e) {
                if (isDisplaced(opened, ref)) {
                    throw interrupted(ref, e);
                }
                return Optional.empty();
            }
            if (lock.isPresent()) {
                return recover(opened, ref, lock.get());
            }
            pause(cancellation);
            entry = opened.registry().read().find(ref);
        }
        return Optional.empty();
    }

    /** A displaced version beside the listed one is the trace of a swap that registry.json may not have decided. */
    private boolean isUnsettled(Opened opened, ModelRef ref, StoreEntry entry) throws IOException {
        InstalledFiles installed = new InstalledFiles(operations);
        StorePaths paths = opened.paths();
        Path version = paths.version(ref);
        if (!installed.isDirectory(version)) {
            return true;
        }
        return isDisplaced(opened, ref)
                && installed.metadata(version, entry.manifest()).isEmpty();
    }

    private boolean isDisplaced(Opened opened, ModelRef ref) throws IOException {
        return new InstalledFiles(operations).exists(opened.paths().displaced(ref));
    }

    private static StorageException interrupted(ModelRef ref, Exception e) {
        String reason =
                e instanceof IOException io ? DiskFailure.toException(io).getMessage() : e.getMessage();
        return new StorageException(
                "storage error: an update of " + ref
                        + " was interrupted and the store cannot be written to put it right: " + reason,
                e);
    }

    /** Under the lock nothing moves: what is not there now is gone. */
    private Optional<InstalledModel> recover(Opened opened, ModelRef ref, StoreLocks.Held lock) throws IOException {
        try (lock) {
            lock.ensureValid();
            StoreIndex index = opened.registry().read();
            new Recovery(opened.paths(), operations, logger).recover(ref, index);
            return new InstalledFiles(operations).isDirectory(opened.paths().version(ref))
                    ? index.find(ref).map(entry -> model(opened.paths(), ref, entry))
                    : Optional.empty();
        }
    }

    private static void pause(Cancellation cancellation) {
        try {
            if (cancellation.await(LOOK_AGAIN)) {
                throw new CancellationException("cancelled while an update was under way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while an update was under way");
        }
    }

    static InstalledModel model(StorePaths paths, ModelRef ref, StoreEntry entry) {
        Sha256 manifest = entry.manifest();
        return InstalledModel.builder()
                .ref(ref)
                .manifestHash(manifest)
                .totalSize(entry.totalSize())
                .fileCount(entry.fileCount())
                .installedAt(entry.installedAt())
                .path(paths.version(ref))
                .build();
    }

    private record Opened(StorePaths paths, StoreLocks locks, RegistryFile registry) {}

    private Opened open() throws IOException {
        StorePaths paths = paths();
        HolderNotes notes = new HolderNotes(operations, heartbeat, clock, logger, PATIENCE);
        StoreLocks locks = new StoreLocks(paths, operations, locker, check, notes, logger);
        return new Opened(paths, locks, new RegistryFile(paths, operations, locks, random));
    }

    /** Links are resolved, so that all who share a store lock the same names. */
    private StorePaths paths() throws IOException {
        return new StorePaths(operations.realDirectory(directory).orElse(directory), appName);
    }

    /** Ends what went on beside the changes, which are to be closed first. The locker is its maker's. */
    @Override
    public void close() {
        heartbeat.close();
    }
}
