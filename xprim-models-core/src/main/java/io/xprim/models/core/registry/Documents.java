// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import io.xprim.models.Cancellation;
import io.xprim.models.Sha256;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.RawDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Fetches the documents of a registry, long ones to the disk, and only then has them parsed. Thread-safe. */
final class Documents {
    private final RegistryFiles files;
    private final Retries retries;
    private final Spool spool;
    private final System.Logger logger;

    Documents(RegistryFiles files, Retries retries, Spool spool, System.Logger logger) {
        this.files = files;
        this.retries = retries;
        this.spool = spool;
        this.logger = logger;
    }

    /**
     * What is asked for.
     *
     * @param what for messages, such as {@code fetch the index}
     * @param limit the most bytes
     * @param digest what it has to hash to
     * @param known by what an earlier delivery is known, so that it need not be delivered again
     */
    record Request(String path, String what, long limit, Optional<Sha256> digest, Optional<Validator> known) {}

    /**
     * What came.
     *
     * @param document empty if it is unchanged; the caller's to close
     * @param isShort whether it may be kept
     */
    record Fetched(Delivery delivery, RawDocument document, boolean isShort) {}

    /** What makes something of the bytes of a document. */
    @FunctionalInterface
    interface Parsing<T> {
        T parse(InputStream bytes) throws FormatException;
    }

    /**
     * Fetches a document.
     *
     * @throws FetchException if it cannot be had
     * @throws IOException if the disk failed
     */
    Fetched fetch(Request request, Cancellation cancellation) throws FetchException, IOException {
        AtomicReference<@Nullable Fetched> result = new AtomicReference<>();
        retries.run(request.what(), reached -> result.set(attempt(request, reached, cancellation)), cancellation);
        return Objects.requireNonNull(result.get(), "an attempt that did not fail has a result");
    }

    private Fetched attempt(Request request, Retries.Reached reached, Cancellation cancellation)
            throws FetchException, IOException {
        try (BoundedBody body = new BoundedBody(request.limit(), spool, logger)) {
            Delivery delivery;
            try {
                delivery = files.readUnless(request.known(), request.path(), body, cancellation);
            } catch (BoundedBody.TooLongException e) {
                throw new FetchException(FetchException.Kind.TOO_LONG, String.valueOf(e.getMessage()), e);
            } finally {
                reached.bytes(body.size());
            }
            if (!delivery.unchanged()
                    && request.digest().isPresent()
                    && !request.digest().get().equals(body.digest())) {
                throw new FetchException(FetchException.Kind.MISMATCH, "the bytes do not hash to their name", null);
            }
            return new Fetched(delivery, body.take(), body.isShort());
        }
    }

    /**
     * Parses a document.
     *
     * @throws FormatException if it is malformed
     * @throws IOException if the disk failed
     */
    static <T> T parse(RawDocument document, Parsing<T> parsing) throws FormatException, IOException {
        try (InputStream bytes = document.open()) {
            return parsing.parse(bytes);
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNullElse(e.getCause(), new IOException(e));
        }
    }
}
