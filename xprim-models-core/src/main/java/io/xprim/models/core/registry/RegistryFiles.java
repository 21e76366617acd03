// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.BodySink;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** The files of a registry, wherever it is. Each call is one attempt. Thread-safe. */
interface RegistryFiles {
    /**
     * Delivers a file.
     *
     * @param path below the registry, such as {@code data/…}
     * @throws FetchException if it cannot be had
     * @throws IOException what the sink threw
     * @throws CancellationException if cancelled
     */
    void read(String path, BodySink sink, Cancellation cancellation) throws FetchException, IOException;

    /**
     * Delivers a file, unless it is known still to be the one that was delivered with a validator.
     *
     * @throws FetchException if it cannot be had
     * @throws IOException what the sink threw
     * @throws CancellationException if cancelled
     */
    default Delivery readUnless(Optional<Validator> known, String path, BodySink sink, Cancellation cancellation)
            throws FetchException, IOException {
        read(path, sink, cancellation);
        return new Delivery(false, Optional.empty());
    }

    /**
     * Delivers what is missing of a chunk.
     *
     * @param path below the registry
     * @throws FetchException if it cannot be had
     * @throws IOException what the sink threw
     * @throws CancellationException if cancelled
     */
    void readRest(ChunkRest rest, String path, Cancellation cancellation) throws FetchException, IOException;

    /** Where a file is, for messages. */
    String locate(String path);
}
