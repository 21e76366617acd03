// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.ModelRef;
import io.xprim.models.Sha256;
import io.xprim.models.StorageException;
import io.xprim.models.core.format.Digests;
import io.xprim.models.spi.SafeText;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The names in a store.
 *
 * <pre>
 * base/registry.json                       what is installed: the only truth
 * base/registry.json.lock                  never deleted, never read, empty
 * base/cache/chunks/SHA256                 chunks, verified whenever they are read
 * base/cache/spool/*                       a long index or manifest, for the moment until its name is taken away
 * base/cache/cleaned                       empty; its time is that of the last clean-up
 * base/cache/locks/locker                  the id of the file locker that all have to use
 * base/cache/locks/probe.lock              to try the file locker on
 * base/cache/locks/SHA256.lock             one for each reference, named by it in lower case; never deleted, never read, empty
 * base/cache/locks/SHA256.holder           who holds it
 * base/cache/verified/SHA256               when the reference, named in the same way, was last verified; outside of its folder, which stays as it
 *                                          was installed. It names the manifest and the installation that it speaks of, and replaces the last one
 *                                          by a rename, under the reference's lock. No truth hangs on it: it is judged when it is read, and may be
 *                                          missing
 * base/cache/verified/SHA256.tmp           the next one, while it is written
 * base/GROUP/MODEL/VERSION/                a version; appears and disappears by a rename
 * base/GROUP/MODEL/VERSION/.APP/manifest.json
 * base/GROUP/MODEL/VERSION/.APP/provenance.json
 * base/GROUP/MODEL/VERSION/.APP/repair-*   files that are made again, until they are renamed into place
 * base/GROUP/MODEL/.VERSION.new/           a version in the making, with .APP/manifest.json and .APP/chunks
 * base/GROUP/MODEL/.VERSION.old/           a version that was displaced, until registry.json has decided
 * base/GROUP/MODEL/.VERSION.gone/          to be deleted
 * </pre>
 *
 * A name with a dot before it cannot be a model's, because the parts of a reference do not begin with one.
 *
 * @param base absolute, links resolved
 */
record StorePaths(Path base, String appName) {
    static final String MANIFEST = "manifest.json";
    static final String PROVENANCE = "provenance.json";
    static final String MARKS = "chunks";

    Path registry() {
        return base.resolve("registry.json");
    }

    Path registryLock() {
        return base.resolve("registry.json.lock");
    }

    Path cache() {
        return base.resolve("cache");
    }

    Path cachedChunks() {
        return cache().resolve("chunks");
    }

    Path cachedChunk(Sha256 digest) {
        return cachedChunks().resolve(digest.hex());
    }

    Path spool() {
        return base.resolve("cache").resolve("spool");
    }

    Path cleaned() {
        return cache().resolve("cleaned");
    }

    Path locks() {
        return cache().resolve("locks");
    }

    Path lockerId() {
        return locks().resolve("locker");
    }

    Path probeLock() {
        return locks().resolve("probe.lock");
    }

    Path lock(ModelRef ref) {
        return locks().resolve(fileName(ref) + ".lock");
    }

    Path holder(ModelRef ref) {
        return locks().resolve(fileName(ref) + ".holder");
    }

    Path verified() {
        return base.resolve("cache").resolve("verified");
    }

    Path verified(ModelRef ref) {
        return verified().resolve(fileName(ref));
    }

    Path verifiedTemporary(ModelRef ref) {
        return verified().resolve(fileName(ref) + ".tmp");
    }

    Path model(ModelRef ref) {
        return base.resolve(ref.group()).resolve(ref.model());
    }

    Path version(ModelRef ref) {
        return model(ref).resolve(ref.version());
    }

    Path making(ModelRef ref) {
        return model(ref).resolve("." + ref.version() + ".new");
    }

    Path displaced(ModelRef ref) {
        return model(ref).resolve("." + ref.version() + ".old");
    }

    Path condemned(ModelRef ref) {
        return model(ref).resolve("." + ref.version() + ".gone");
    }

    /**
     * Where something of a model's lies below the folder of a version.
     *
     * @param path as a manifest has it, or the first part of that
     * @throws StorageException if the platform's locale has no letters for it
     */
    static Path below(Path version, String path) {
        try {
            return version.resolve(path);
        } catch (InvalidPathException e) {
            throw new StorageException(
                    "storage error: this system's locale cannot express the file name " + SafeText.quoted(path)
                            + "; use one with UTF-8, such as LC_ALL=C.UTF-8",
                    e);
        }
    }

    /** The name of the folder for this application's metadata in a version. */
    String metadata() {
        return "." + appName;
    }

    /** A digest, because three long names would make too long a one. */
    private static String fileName(ModelRef ref) {
        String name = ref.group() + "/" + ref.model() + "/" + ref.version();
        byte[] folded = name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return Sha256.of(Digests.sha256().digest(folded)).hex();
    }
}
