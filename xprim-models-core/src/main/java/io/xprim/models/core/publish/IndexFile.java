// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.publish;

import io.xprim.models.Cancellation;
import io.xprim.models.LockTimeoutException;
import io.xprim.models.ModelRef;
import io.xprim.models.PublishException;
import io.xprim.models.PublishOptions;
import io.xprim.models.RegistryException;
import io.xprim.models.RemoteModel;
import io.xprim.models.Sha256;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.IndexCodec;
import io.xprim.models.core.format.IndexDocument;
import io.xprim.models.core.format.IndexEntry;
import io.xprim.models.core.format.RegistryIndex;
import io.xprim.models.core.store.FileOperations;
import io.xprim.models.core.store.NioFileLocker;
import io.xprim.models.core.store.WholeFiles;
import io.xprim.models.spi.FileLocker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;

/** {@code models.json} of a registry folder: changed under a lock, and replaced as a whole. */
final class IndexFile {
    private static final long LONGEST = 1L << 30;
    private static final Duration LOCK_WAIT = Duration.ofSeconds(30);

    private final Path registry;
    private final FileOperations operations;
    private final WholeFiles files;
    private final RandomGenerator random;

    IndexFile(Path registry, FileOperations operations, RandomGenerator random) {
        this.registry = registry;
        this.operations = operations;
        this.files = new WholeFiles(operations);
        this.random = random;
    }

    /**
     * Sets a version, and an alias if the options have one.
     *
     * @throws PublishException if either is there with other content, and not forced
     * @throws RegistryException if the index is malformed
     */
    void publish(ModelRef ref, Sha256 manifest, PublishOptions options, Cancellation cancellation) throws IOException {
        try (NioFileLocker locker = new NioFileLocker("filelock");
                FileLocker.FileLock lock = locker.acquire(registry.resolve("models.json.lock"), LOCK_WAIT, cancellation)
                        .orElseThrow(() -> notLocked(cancellation))) {
            if (cancellation.isCancelled()) {
                throw new CancellationException("cancelled before the index was changed");
            }
            Path file = registry.resolve("models.json");
            byte[] document = files.read(file, LONGEST).orElse("{}".getBytes(StandardCharsets.UTF_8));
            byte[] changed = change(document, ref, manifest, options).toBytes();
            if (!Arrays.equals(changed, document)) {
                if (!lock.isValid()) {
                    throw new IOException(
                            "the lock file models.json.lock was removed while it was held; nothing was changed, publish again");
                }
                replace(file, changed);
            }
            operations.forceDirectory(registry);
        }
    }

    private RuntimeException notLocked(Cancellation cancellation) {
        return cancellation.isCancelled()
                ? new CancellationException("cancelled while another publication held " + registry)
                : new LockTimeoutException("storage error: another publication holds " + registry
                        + "; wait for it to end, and publish again");
    }

    private IndexDocument change(byte[] document, ModelRef ref, Sha256 manifest, PublishOptions options) {
        try {
            RegistryIndex index = IndexCodec.read(document);
            refuseConflicts(index, ref, manifest, options);
            return changed(IndexDocument.read(document), index, ref, manifest, options);
        } catch (FormatException e) {
            throw new RegistryException(
                    "registry error: " + registry.resolve("models.json") + " is malformed: " + e.getMessage()
                            + "; nothing was changed, restore it from a copy",
                    e);
        }
    }

    private static IndexDocument changed(
            IndexDocument document, RegistryIndex index, ModelRef ref, Sha256 manifest, PublishOptions options)
            throws FormatException {
        Map<String, Object> metadata =
                options.metadata().isEmpty() && index.entries().containsKey(ref)
                        ? index.entries().get(ref).metadata()
                        : Map.copyOf(options.metadata());
        IndexDocument changed = document.with(ref, new IndexEntry(manifest, Optional.empty(), metadata));
        if (options.alias().isPresent()) {
            ModelRef alias = ref.withVersion(options.alias().get());
            changed = changed.with(alias, new IndexEntry(manifest, Optional.of(ref.version()), Map.of()));
        }
        return withAliasesUpToDate(changed, ref);
    }

    /** Every alias repeats the digest of what it leads to in the end, for readers that know no aliases. */
    private static IndexDocument withAliasesUpToDate(IndexDocument document, ModelRef ref) throws FormatException {
        RegistryIndex index = IndexCodec.read(document.toBytes());
        IndexDocument changed = document;
        for (Map.Entry<ModelRef, IndexEntry> named : index.entries().entrySet()) {
            IndexEntry entry = named.getValue();
            if (entry.aliasOf().isPresent()
                    && named.getKey().withVersion(ref.version()).equals(ref)) {
                Sha256 target = target(index, named.getKey(), entry);
                changed = changed.with(named.getKey(), new IndexEntry(target, entry.aliasOf(), entry.metadata()));
            }
        }
        return changed;
    }

    /** What an alias leads to; one that leads nowhere stays as it is. */
    private static Sha256 target(RegistryIndex index, ModelRef alias, IndexEntry entry) {
        try {
            return index.find(alias).map(RemoteModel::manifestHash).orElse(entry.manifest());
        } catch (FormatException e) {
            return entry.manifest();
        }
    }

    private static void refuseConflicts(RegistryIndex index, ModelRef ref, Sha256 manifest, PublishOptions options) {
        if (options.alias().equals(Optional.of(ref.version()))) {
            throw new PublishException("the alias " + ref.version() + " is the version itself; choose another name");
        }
        if (options.force()) {
            return;
        }
        IndexEntry there = index.entries().get(ref);
        if (there != null && (there.aliasOf().isPresent() || !there.manifest().equals(manifest))) {
            throw new PublishException(ref + " is published already, "
                    + (there.aliasOf().isPresent() ? "as an alias" : "with other content")
                    + "; choose another version, or force it");
        }
        IndexEntry alias = options.alias()
                .map(name -> index.entries().get(ref.withVersion(name)))
                .orElse(null);
        if (alias != null && alias.aliasOf().isEmpty()) {
            throw new PublishException("the alias " + options.alias().orElseThrow()
                    + " is the name of a published version; choose another, or force it");
        }
    }

    private void replace(Path file, byte[] document) throws IOException {
        Path temporary = registry.resolve("models.json.tmp-" + HexFormat.of().toHexDigits(random.nextLong()));
        try {
            files.create(temporary, document, true);
            operations.move(temporary, file);
        } catch (IOException | RuntimeException e) {
            files.deleteTree(temporary);
            throw e;
        }
    }
}
