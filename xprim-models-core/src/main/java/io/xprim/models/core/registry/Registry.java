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
import io.xprim.models.core.format.Digests;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.IndexCodec;
import io.xprim.models.core.format.ManifestCodec;
import io.xprim.models.core.format.RegistryIndex;
import io.xprim.models.core.format.VerifiedManifest;
import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A registry: its index, its manifests, its chunks. Attempts that fail for a reason that may pass are repeated. Thread-safe. */
public final class Registry {
    private static final String INDEX = "models.json";

    private final String address;
    private final RegistryFiles files;
    private final Retries retries;
    private final Limits limits;
    private final AtomicReference<@Nullable KnownIndex> lastIndex = new AtomicReference<>();

    private Registry(String address, RegistryFiles files, Retries retries, Limits limits) {
        this.address = address;
        this.files = files;
        this.retries = retries;
        this.limits = limits;
    }

    /**
     * Opens a registry, without I/O.
     *
     * @param address an http, https or file URI
     * @param credentials what to send to some origins and to no other
     * @param transport made when it is first needed; not for a file URI
     */
    public static Registry at(
            URI address,
            Map<Origin, HttpHeaders> credentials,
            Supplier<HttpTransport> transport,
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
        return new Registry(address.toString(), files, new Retries(policy, random, logger), limits);
    }

    /** Its URL, which holds no secret. */
    public String address() {
        return address;
    }

    /**
     * Fetches the index; one that the server says has not changed since is the one fetched before.
     *
     * @throws RegistryException if there is none, or it is malformed
     * @throws NetworkException if the registry cannot be reached
     */
    public RegistryIndex index(Cancellation cancellation) {
        try {
            return fetchIndex(Optional.ofNullable(lastIndex.get()), cancellation);
        } catch (FetchException e) {
            throw failure(e, INDEX).within("fetch the index");
        } catch (FormatException e) {
            throw new RegistryException(
                    "fetch the index: registry error: " + files.locate(INDEX) + " is malformed: " + e.getMessage(), e);
        }
    }

    private RegistryIndex fetchIndex(Optional<KnownIndex> known, Cancellation cancellation)
            throws FetchException, FormatException {
        Fetched fetched = fetch(
                known.map(KnownIndex::validator),
                INDEX,
                "fetch the index",
                limits.indexBytes(),
                bytes -> true,
                cancellation);
        if (fetched.delivery().unchanged() && known.isPresent()) {
            return known.get().index();
        }
        RegistryIndex index = IndexCodec.read(fetched.body().toBytes());
        lastIndex.set(fetched.delivery()
                .validator()
                .map(validator -> new KnownIndex(validator, index))
                .orElse(null));
        return index;
    }

    private record KnownIndex(Validator validator, RegistryIndex index) {}

    private record Fetched(Delivery delivery, BoundedBody body) {}

    /**
     * Fetches a manifest. Its bytes are hashed before they are parsed, and all of it is validated.
     *
     * @throws VerificationException if it does not hash to its name, or its sizes do not add up
     * @throws RegistryException if there is none, or it is malformed
     * @throws NetworkException if the registry cannot be reached
     */
    public VerifiedManifest manifest(Sha256 digest, Cancellation cancellation) {
        String path = "data/" + digest;
        try {
            return fetchManifest(digest, path, cancellation);
        } catch (ModelException e) {
            // An index that leads astray may have been spoilt on its way: it is fetched anew the next time, whatever
            // its tag.
            lastIndex.set(null);
            throw e;
        }
    }

    private VerifiedManifest fetchManifest(Sha256 digest, String path, Cancellation cancellation) {
        try {
            byte[] raw = fetch(
                            Optional.empty(),
                            path,
                            "fetch the manifest",
                            limits.manifestBytes(),
                            bytes -> isDigest(digest, bytes),
                            cancellation)
                    .body()
                    .toBytes();
            return new VerifiedManifest(digest, raw, ManifestCodec.read(raw, limits));
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

    /** Takes one attempt at a chunk. */
    public interface ChunkAttempt extends AutoCloseable {
        /** Where its bytes go. */
        BodySink sink();

        /** How many bytes were taken so far. */
        long received();

        /** Whether more came than the chunk has. */
        boolean isTooLong(IOException failure);

        /** Closes the way in, and says whether all is there and right. */
        boolean finish();

        /** Closes the way in; nothing that comes later gets through. */
        @Override
        void close();
    }

    /**
     * Fetches a chunk, an attempt at a time.
     *
     * @param what for messages, such as {@code download chunk 3/8}
     * @throws VerificationException if its bytes were wrong each time
     * @throws RegistryException if there is none
     * @throws NetworkException if the registry cannot be reached
     * @throws IOException if the bytes could not be written
     */
    public void chunk(Sha256 digest, String what, Supplier<ChunkAttempt> attempts, Cancellation cancellation)
            throws IOException {
        String path = "data/" + digest;
        try {
            retries.run(what, reached -> attempt(path, digest, attempts, reached, cancellation), cancellation);
        } catch (FetchException e) {
            throw failure(e, path).within(what);
        }
    }

    private void attempt(
            String path,
            Sha256 digest,
            Supplier<ChunkAttempt> attempts,
            Retries.Reached reached,
            Cancellation cancellation)
            throws FetchException, IOException {
        try (ChunkAttempt attempt = attempts.get()) {
            try {
                files.read(path, attempt.sink(), cancellation);
            } catch (IOException e) {
                if (attempt.isTooLong(e)) {
                    throw mismatch("more bytes came than the chunk has");
                }
                throw e;
            } finally {
                reached.bytes(attempt.received());
            }
            if (!attempt.finish()) {
                throw mismatch("the bytes do not hash to " + digest);
            }
        }
    }

    private Fetched fetch(
            Optional<Validator> known,
            String path,
            String what,
            long limit,
            Predicate<byte[]> check,
            Cancellation cancellation)
            throws FetchException {
        AtomicReference<@Nullable Fetched> result = new AtomicReference<>();
        try {
            retries.run(
                    what,
                    reached -> {
                        BoundedBody body = new BoundedBody(limit);
                        Delivery delivery;
                        try {
                            delivery = files.readUnless(known, path, body, cancellation);
                        } catch (BoundedBody.TooLongException e) {
                            throw new FetchException(FetchException.Kind.TOO_LONG, String.valueOf(e.getMessage()), e);
                        } finally {
                            reached.bytes(body.size());
                        }
                        if (!delivery.unchanged() && !check.test(body.toBytes())) {
                            throw mismatch("the bytes do not hash to their name");
                        }
                        result.set(new Fetched(delivery, body));
                    },
                    cancellation);
        } catch (IOException e) {
            throw new UncheckedIOException("a body in memory cannot fail otherwise", e);
        }
        return Objects.requireNonNull(result.get(), "an attempt that did not fail has a result");
    }

    private static FetchException mismatch(String message) {
        return new FetchException(FetchException.Kind.MISMATCH, message, null);
    }

    private static boolean isDigest(Sha256 digest, byte[] bytes) {
        return Sha256.of(Digests.sha256().digest(bytes)).equals(digest);
    }

    private ModelException failure(FetchException e, String path) {
        String place = " (" + files.locate(path) + ")";
        return switch (e.kind()) {
            case NETWORK ->
                new NetworkException(
                        "network error: " + e.getMessage() + place
                                + "; check the address, and that the server can be reached",
                        e);
            case SERVER -> new NetworkException("network error: " + e.getMessage() + place + "; try again later", e);
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
