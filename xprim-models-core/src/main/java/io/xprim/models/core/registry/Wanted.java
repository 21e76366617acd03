// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.HttpHeaders;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** What is wanted of a file: how a server is asked for it, and which answers are one. */
interface Wanted {
    /** The fields of a request that say what is wanted of an address; a redirect leads to another one. */
    Map<String, String> fields(URI uri);

    /** Where the body of an answer goes; empty if it is not what is wanted. */
    Optional<BodySink> body(URI uri, int status, HttpHeaders headers);

    /** Whether an answer without a body is one, too. */
    boolean isAnswered(URI uri, int status);

    /**
     * Hears of the status of an answer that is none, which may change what is asked for next. Returns what was wrong with it; empty if its
     * status says so by itself.
     */
    Optional<FetchException> refused(int status);
}
