// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import io.xprim.models.Cancellation;
import io.xprim.models.Limits;
import io.xprim.models.ModelException;
import io.xprim.models.NetworkException;
import io.xprim.models.RegistryException;
import io.xprim.models.RetryPolicy;
import io.xprim.models.Sha256;
import io.xprim.models.VerificationException;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.IndexCodec;
import io.xprim.models.core.format.IndexSelection;
import io.xprim.models.core.format.Manifest;
import io.xprim.models.core.format.ManifestCodec;
import io.xprim.models.core.format.RawDocument;
import io.xprim.models.core.format.RegistryIndex;
import io.xprim.models.core.format.VerifiedManifest;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.Origin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A registry: its index, its manifests, its chunks. Attempts that fail for a reason that may pass are repeated. Thread-safe. */
public final class Registry {
    private static final String INDEX = "models.json";

    private final String address;
    private final RegistryFiles files;
    private final Retries retries;
    private final Documents documents;
    private final Limits limits;
    private final AtomicReference<@Nullable KnownIndex> lastIndex = new AtomicReference<>();

    private Registry(String address, RegistryFiles files, Retries retries, Documents documents, Limits limits) {
        this.address = address;
        this.files = files;
        this.retries = retries;
        this.documents = documents;
        this.limits = limits;
    }

    /**
     * Opens a registry, without I/O.
     *
     * @param address an http, https or file URI
     * @param credentials what to send to some origins and to no other
     * @param transport made when it is first needed; not for a file URI
     * @param spool where documents go that are too long for the memory
     */
    public static Registry at(
            URI address,
            Map<Origin, HttpHeaders> credentials,
            Supplier<HttpTransport> transport,
            Spool spool,
            RetryPolicy policy,
            Limits limits,
            Clock clock,
            RandomGenerator random,
            System.Logger logger) {
        RegistryFiles files = address.getScheme().equalsIgnoreCase("file")
                ? new FolderRegistry(Path.of(address))
                : new HttpRegistry(
                        address,
                        new RequestHeaders(credentials),
                        transport,
                        new RedirectPolicy(address, limits.redirects(), InetAddress::getAllByName),
                        clock,
                        logger);
        Retries retries = new Retries(policy, random, logger);
        return new Registry(address.toString(), files, retries, new Documents(files, retries, spool, logger), limits);
    }

    /** Its URL, which holds no secret. */
    public String address() {
        return address;
    }

    /**
     * Fetches the index and reads of it what is wanted. A short one that the server says has not changed since is the one fetched before.
     *
     * @throws RegistryException if there is none, or it is malformed
     * @throws NetworkException if the registry cannot be reached
     * @throws IOException if the disk failed
     */
    public RegistryIndex index(IndexSelection wanted, Cancellation cancellation) throws IOException {
        try {
            return fetchIndex(Optional.ofNullable(lastIndex.get()), wanted, cancellation);
        } catch (FetchException e) {
            throw failure(e, INDEX).within("fetch the index");
        } catch (FormatException e) {
            throw new RegistryException(
                    "fetch the index: registry error: " + files.locate(INDEX) + " is malformed: " + e.getMessage(), e);
        }
    }

    private RegistryIndex fetchIndex(Optional<KnownIndex> known, IndexSelection wanted, Cancellation cancellation)
            throws FetchException, FormatException, IOException {
        Documents.Request request = new Documents.Request(
                INDEX, "fetch the index", limits.indexBytes(), Optional.empty(), known.map(KnownIndex::validator));
        Documents.Fetched fetched = documents.fetch(request, cancellation);
        if (fetched.delivery().unchanged() && known.isPresent()) {
            return parse(known.get().document(), wanted);
        }
        try (RawDocument document = fetched.document()) {
            RegistryIndex index = parse(document, wanted);
            lastIndex.set(fetched.delivery()
                    .validator()
                    .filter(validator -> fetched.isShort())
                    .map(validator -> new KnownIndex(validator, document))
                    .orElse(null));
            return index;
        }
    }

    private RegistryIndex parse(RawDocument index, IndexSelection wanted) throws FormatException, IOException {
        return Documents.parse(index, bytes -> IndexCodec.read(bytes, wanted, limits));
    }

    /** A short index, which is in memory and stays, however often it is closed. */
    private record KnownIndex(Validator validator, RawDocument document) {}

    /**
     * Fetches a manifest, which is the caller's to close. Its bytes are hashed before they are parsed, and all of it is validated.
     *
     * @throws VerificationException if it does not hash to its name, or its sizes do not add up
     * @throws RegistryException if there is none, or it is malformed
     * @throws NetworkException if the registry cannot be reached
     * @throws IOException if the disk failed
     */
    public VerifiedManifest manifest(Sha256 digest, Cancellation cancellation) throws IOException {
        String path = "data/" + digest;
        try {
            return fetchManifest(digest, path, cancellation);
        } catch (ModelException e) {
            forgetIndex();
            throw e;
        }
    }

    /** An index that leads astray may have been spoilt on its way: it is fetched anew the next time, whatever its tag. */
    public void forgetIndex() {
        lastIndex.set(null);
    }

    private VerifiedManifest fetchManifest(Sha256 digest, String path, Cancellation cancellation) throws IOException {
        try {
            Documents.Request request = new Documents.Request(
                    path, "fetch the manifest", limits.manifestBytes(), Optional.of(digest), Optional.empty());
            return parseManifest(digest, documents.fetch(request, cancellation).document());
        } catch (FetchException e) {
            throw failure(e, path).within("fetch the manifest");
        } catch (FormatException.Sizes e) {
            throw new VerificationException(
                    "check the manifest: verification failed: " + e.getMessage() + " (" + files.locate(path) + ")", e);
        } catch (FormatException e) {
            throw new RegistryException(
                    "check the manifest: registry error: " + e.getMessage() + " (" + files.locate(path) + ")", e);
        }
    }

    private VerifiedManifest parseManifest(Sha256 digest, RawDocument document) throws FormatException, IOException {
        try {
            Manifest manifest = Documents.parse(document, bytes -> ManifestCodec.read(bytes, limits));
            return new VerifiedManifest(digest, document, manifest);
        } catch (Throwable e) { // Also one that nobody foresees must not keep the file.
            document.close();
            throw e;
        }
    }

    /**
     * Fetches a chunk, by as many attempts as the policy allows; each goes on from where the one before it broke off.
     *
     * @param what for messages, such as {@code download chunk 3/8}
     * @param intake closed in the end
     * @return how long it waited between attempts, in nanoseconds
     * @throws VerificationException if its bytes were wrong each time
     * @throws RegistryException if there is none
     * @throws NetworkException if the registry cannot be reached
     * @throws IOException if the bytes could not be written
     */
    public long chunk(Sha256 digest, String what, ChunkIntake intake, Cancellation cancellation) throws IOException {
        String path = "data/" + digest;
        ChunkRest rest = new ChunkRest(intake);
        try {
            return retries.run(
                    what,
                    reached -> {
                        try {
                            attempt(path, digest, rest, intake, cancellation);
                        } finally {
                            intake.close();
                            reached.bytes(intake.held());
                        }
                    },
                    cancellation);
        } catch (FetchException e) {
            throw failure(e, path).within(what);
        }
    }

    private void attempt(String path, Sha256 digest, ChunkRest rest, ChunkIntake intake, Cancellation cancellation)
            throws FetchException, IOException {
        try {
            request(path, rest, intake, cancellation);
        } catch (FetchException e) {
            if (e.kind() == FetchException.Kind.BUSY) {
                intake.refused();
            }
            // What breaks after the last byte breaks nothing, if the digest is right.
            if (intake.held() < intake.size()) {
                throw e;
            }
        } catch (IOException e) {
            if (!intake.isTooLong(e)) {
                throw e;
            }
            intake.finish();
            throw mismatch("more bytes came than the chunk has");
        }
        if (!intake.finish()) {
            throw mismatch("the bytes do not hash to " + digest);
        }
    }

    private void request(String path, ChunkRest rest, ChunkIntake intake, Cancellation cancellation)
            throws FetchException, IOException {
        Cancellation attempt = new Cancellation();
        try (Cancellation.Registration ignored = cancellation.onCancel(attempt::cancel)) {
            intake.begin(attempt);
            files.readRest(rest, path, attempt);
        } catch (CancellationException e) {
            if (cancellation.isCancelled()) {
                throw e;
            }
            throw new FetchException(
                    FetchException.Kind.HANDED_OVER, "it came far more slowly than others, and was given up", e);
        }
    }

    private static FetchException mismatch(String message) {
        return new FetchException(FetchException.Kind.MISMATCH, message, null);
    }

    private ModelException failure(FetchException e, String path) {
        String place = " (" + files.locate(path) + ")";
        return switch (e.kind()) {
            case NETWORK ->
                new NetworkException(
                        "network error: " + e.getMessage() + place
                                + "; check the address, and that the server can be reached",
                        e);
            case BUSY, SERVER, SLOW, HANDED_OVER ->
                new NetworkException("network error: " + e.getMessage() + place + "; try again later", e);
            case REDIRECT -> new NetworkException("network error: " + e.getMessage() + place, e);
            case MISMATCH ->
                new VerificationException(
                        "verification failed: " + e.getMessage() + place + "; the registry or the way to it is damaged",
                        e);
            case MISSING ->
                new RegistryException(
                        "registry error: " + e.getMessage() + place
                                + (path.equals(INDEX)
                                        ? "; check that the address is a registry's"
                                        : "; the registry is incomplete, tell its publisher"),
                        e);
            case REFUSED, TOO_LONG -> new RegistryException("registry error: " + e.getMessage() + place, e);
        };
    }
}
