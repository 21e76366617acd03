// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.Cancellation;
import io.xprim.models.InstalledModel;
import io.xprim.models.Limits;
import io.xprim.models.ModelRef;
import io.xprim.models.NotInstalledException;
import io.xprim.models.Sha256;
import io.xprim.models.StorageException;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.Manifest;
import io.xprim.models.core.format.Provenance;
import io.xprim.models.core.format.RawDocument;
import io.xprim.models.core.format.StoreEntry;
import io.xprim.models.core.format.StoreIndex;
import io.xprim.models.core.format.VerifiedManifest;
import io.xprim.models.core.recording.Span;
import io.xprim.models.spi.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A change to one reference, under its lock. It installs in this order: everything is in the folder of the version in the making and on the
 * disk; the version that is there, if any, is displaced; the new one is renamed into place; registry.json names it, which is the commit;
 * what was displaced is deleted. Whatever ends it early, the next holder of the lock brings the folders back to what registry.json says.
 */
public final class VersionChange implements AutoCloseable {
    private static final int MOST_ATTEMPTS = 10;

    private final ModelRef ref;
    private final StorePaths paths;
    private final FileOperations operations;
    private final WholeFiles files;
    private final InstalledFiles installed;
    private final Recovery recovery;
    private final RegistryFile registryFile;
    private final VerifiedRecords verified;
    private final StoreLocks.Held lock;
    private final Clock clock;
    private final System.Logger logger;
    private final Optional<StoreEntry> entry;

    VersionChange(
            ModelRef ref,
            StorePaths paths,
            FileOperations operations,
            RegistryFile registryFile,
            StoreLocks.Held lock,
            Clock clock,
            System.Logger logger)
            throws IOException {
        this.ref = ref;
        this.paths = paths;
        this.operations = operations;
        this.files = new WholeFiles(operations);
        this.installed = new InstalledFiles(operations);
        this.recovery = new Recovery(paths, operations, logger);
        this.registryFile = registryFile;
        this.verified = new VerifiedRecords(paths, operations, clock, logger);
        this.lock = lock;
        this.clock = clock;
        this.logger = logger;
        StoreIndex index = registryFile.read();
        Optional<ModelRef> other = index.findOtherCase(ref);
        if (other.isPresent()) {
            throw new StorageException("storage error: " + other.get() + " is installed, and " + ref
                    + " differs from it only in case; remove the one or choose another data directory");
        }
        lock.ensureValid();
        recovery.recover(ref, index);
        this.entry = index.find(ref);
    }

    /** What is listed. */
    public Optional<StoreEntry> entry() {
        return entry;
    }

    /** The model, if this manifest is what is listed and all its files are there with their sizes. */
    public Optional<InstalledModel> installed(Sha256 digest, Manifest manifest) throws IOException {
        Path version = paths.version(ref);
        boolean whole = entry.isPresent()
                && entry.get().manifest().equals(digest)
                && installed.isDirectory(version)
                && installed.metadata(version, digest).isPresent()
                && installed.isWhole(version, manifest);
        if (!whole) {
            return Optional.empty();
        }
        registryFile.force();
        return entry.map(listed -> Store.model(paths, ref, listed));
    }

    /**
     * Opens the folder of the version in the making: one that an earlier pull of the same manifest left, or a fresh one.
     *
     * @param force whether files in the version's place that are nobody's may be deleted
     * @throws StorageException if there are such files, and not forced
     */
    public Staging stage(
            VerifiedManifest wanted, FileChunks fileChunks, Executor executor, boolean durable, boolean force)
            throws IOException {
        Manifest manifest = wanted.manifest();
        Sha256 digest = wanted.digest();
        lock.ensureValid();
        clearUnlisted(digest, manifest, force);
        Path making = paths.making(ref);
        Optional<Path> found = installed.isDirectory(making) ? installed.metadata(making, digest) : Optional.empty();
        if (found.isEmpty()) {
            recovery.condemn(ref, making);
        }
        Path metadata = found.orElse(making.resolve(paths.metadata()));
        ChunkMarks marks = found.isPresent()
                ? ChunkMarks.open(
                        operations,
                        metadata.resolve(StorePaths.MARKS),
                        manifest.chunks().count())
                : startMaking(metadata, wanted.raw(), manifest, durable);
        Staging staging = new Staging(
                making, metadata, paths.condemned(ref), wanted, fileChunks, marks, operations, executor, durable);
        try {
            staging.createFolders();
            if (found.isPresent()) {
                staging.adoptFiles();
            }
            return staging;
        } catch (Throwable e) {
            staging.close();
            throw e;
        }
    }

    /**
     * Finishes what was staged and commits it. Once everything is forced, the cancellation is not looked at any more.
     *
     * @param registry where the model came from
     * @param finishing hears of the path of each file
     * @throws java.util.concurrent.CancellationException if cancelled before that
     */
    public InstalledModel commit(
            Staging staging, String registry, Consumer<String> finishing, Cancellation cancellation)
            throws IOException {
        boolean durable = staging.isDurable();
        Manifest manifest = staging.wanted().manifest();
        Provenance provenance = new Provenance(
                staging.wanted().digest(), registry, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        Span<CommitEvent> span = Span.begin(CommitEvent::new);
        staging.finish(provenance, finishing, cancellation);
        lock.ensureValid();
        Path version = paths.version(ref);
        if (installed.exists(version)) {
            operations.move(version, paths.displaced(ref));
            if (durable) {
                // A disk that kept the second rename alone would have lost the version that is listed.
                operations.forceDirectory(paths.model(ref));
            }
        }
        operations.move(paths.making(ref), version);
        if (durable) {
            operations.forceDirectory(paths.model(ref));
            // Whoever made the group's folder may not have lived to force it.
            operations.forceDirectory(paths.base().resolve(ref.group()));
        }
        lock.ensureValid();
        StoreEntry made = StoreEntry.of(provenance, manifest);
        registryFile.change(index -> index.with(ref, made), durable);
        span.end(event -> {
            event.reference = ref.toString();
            event.files = manifest.files().size();
            event.durable = durable;
        });
        return Store.model(paths, ref, made);
    }

    /**
     * Removes the version: it is displaced, taken off registry.json, which is the commit, and deleted. If the deletion fails, the next
     * holder of the lock does it.
     *
     * @throws NotInstalledException if it is not listed
     */
    public void remove() throws IOException {
        requireListed();
        lock.ensureValid();
        Path version = paths.version(ref);
        if (installed.exists(version)) {
            operations.move(version, paths.displaced(ref));
            operations.forceDirectory(paths.model(ref));
        }
        lock.ensureValid();
        registryFile.change(index -> index.without(ref), true);
        verified.delete(ref);
        try {
            recovery.condemn(ref, paths.displaced(ref));
            recovery.removeEmptyFolders(ref);
        } catch (IOException e) {
            logger.log(
                    System.Logger.Level.WARNING, "removed " + ref + ", but its files could not all be deleted yet", e);
        }
    }

    /**
     * The kept manifest of the version, if it is the listed one.
     *
     * @throws NotInstalledException if the version is not listed
     * @throws FormatException if it is malformed or beyond the limits
     */
    public Optional<Manifest> keptManifest(Limits limits) throws IOException, FormatException {
        StoreEntry listed = requireListed();
        return installed.manifest(paths.version(ref), listed.manifest(), limits);
    }

    /**
     * Puts the listed manifest, whose bytes are verified, in the place of a copy that is damaged or gone.
     *
     * @param registry where it came from
     * @throws NotInstalledException if the version's folder is gone: it only ever appears whole
     */
    public void restoreManifest(RawDocument rawManifest, String registry) throws IOException {
        StoreEntry listed = requireListed();
        if (!installed.isDirectory(paths.version(ref))) {
            throw Store.folderGone(paths, ref);
        }
        Path metadata = paths.version(ref).resolve(paths.metadata());
        if (!installed.isDirectory(metadata)) {
            lock.ensureValid();
            files.deleteTree(metadata);
            operations.createDirectory(metadata);
            operations.forceDirectory(paths.version(ref));
        }
        installed.deleteMending(metadata);
        Path beside = metadata.resolve(Mending.PREFIX + StorePaths.MANIFEST);
        create(beside, rawManifest, true);
        lock.ensureValid();
        Path copy = metadata.resolve(StorePaths.MANIFEST);
        if (installed.isDirectory(copy)) {
            files.deleteTree(copy);
        }
        operations.move(beside, copy);
        Path provenance = metadata.resolve(StorePaths.PROVENANCE);
        if (!installed.exists(provenance)) {
            files.create(provenance, new Provenance(listed.manifest(), registry, listed.installedAt()).toBytes(), true);
        }
        operations.forceDirectory(metadata);
    }

    /** Opens the version's files to check them; it has the listed manifest, which is {@code manifest}. */
    public InstalledVersion open(Manifest manifest) throws IOException {
        StoreEntry listed = requireListed();
        Path version = paths.version(ref);
        Path metadata = installed
                .metadata(version, listed.manifest())
                .orElseThrow(() -> new FileSystemException(version.toString(), null, "has lost its manifest"));
        return new InstalledVersion(version, metadata, manifest, operations, lock);
    }

    /** Where the copy of the manifest is, below the version's folder, as its user would look for it. */
    public String manifestPath() {
        return paths.metadata() + "/" + StorePaths.MANIFEST;
    }

    /** Records that all of the version was found right just now; a failure of that is only logged. */
    public void recordVerified() throws IOException {
        verified.write(ref, requireListed(), lock);
    }

    /** Deletes the record of the last verification: the version is not any more what was found right. */
    public void forgetVerified() {
        verified.delete(ref);
    }

    /** Deletes what a commit displaced; if that fails, the next holder of the lock does it. */
    public void tidy() throws IOException {
        verified.delete(ref);
        recovery.condemn(ref, paths.displaced(ref));
    }

    @Override
    public void close() {
        lock.close();
    }

    private StoreEntry requireListed() {
        return entry.orElseThrow(() -> Store.notInstalled(ref));
    }

    private ChunkMarks startMaking(Path metadata, RawDocument rawManifest, Manifest manifest, boolean durable)
            throws IOException {
        createMaking();
        try {
            operations.createDirectory(metadata);
            create(metadata.resolve(StorePaths.MANIFEST), rawManifest, durable);
            return ChunkMarks.create(
                    operations,
                    metadata.resolve(StorePaths.MARKS),
                    manifest.chunks().count());
        } catch (IOException e) {
            // A manifest that could not be forced reads back right and is not to be trusted.
            recovery.condemn(ref, paths.making(ref));
            throw e;
        }
    }

    private void create(Path file, RawDocument content, boolean durable) throws IOException {
        try (InputStream bytes = content.open()) {
            files.create(file, bytes, durable);
        }
    }

    private void createMaking() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                files.createDirectories(paths.model(ref));
                operations.createDirectory(paths.making(ref));
                return;
            } catch (NoSuchFileException e) {
                // The removal of another version takes folders away that it leaves empty.
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * Deals with a folder in the version's place that registry.json does not know: the wanted version, installed but for the commit, goes
     * on being made; another one is deleted; what may be the user's own is refused.
     */
    private void clearUnlisted(Sha256 digest, Manifest wanted, boolean force) throws IOException {
        Path version = paths.version(ref);
        if (entry.isPresent() || !installed.exists(version)) {
            return;
        }
        boolean isWanted = installed.isDirectory(version)
                && installed.metadata(version, digest).isPresent();
        Optional<Path> foreign = foreign(version, isWanted, wanted);
        if (foreign.isPresent() && !force) {
            throw new StorageException(
                    "storage error: " + version + " is in the way and holds files that are not the model's, such as "
                            + SafeText.quoted(foreign.get().getFileName().toString())
                            + "; move them away, or force the pull to delete them");
        }
        if (isWanted && foreign.isEmpty()) {
            recovery.condemn(ref, paths.making(ref));
            operations.move(version, paths.making(ref));
        } else {
            recovery.condemn(ref, version);
        }
    }

    /** Something that is nobody's. What has no readable manifest is all nobody's. */
    private Optional<Path> foreign(Path version, boolean isWanted, Manifest wanted) throws IOException {
        if (!installed.isDirectory(version)) {
            return Optional.of(version);
        }
        if (isWanted) {
            return installed.findForeign(version, wanted);
        }
        Optional<Manifest> own = ownManifest(version);
        return own.isPresent()
                ? installed.findForeign(version, own.get())
                : operations.list(version).stream().findFirst();
    }

    private Optional<Manifest> ownManifest(Path version) throws IOException {
        try {
            return installed.readManifest(version);
        } catch (FormatException e) {
            return Optional.empty();
        }
    }
}
