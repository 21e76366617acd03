// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.HttpHeaders;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * All of a file, unless it is still the known one.
 *
 * @param known by what an earlier delivery is known
 * @param sink where it goes
 */
record WholeFile(Optional<Validator> known, BodySink sink) implements Wanted {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    @Override
    public Map<String, String> fields(URI uri) {
        return knownAt(uri)
                .map(validator -> Map.of("If-None-Match", validator.entityTag()))
                .orElse(Map.of());
    }

    @Override
    public Optional<BodySink> body(URI uri, int status, HttpHeaders headers) {
        return status == OK ? Optional.of(sink) : Optional.empty();
    }

    @Override
    public boolean isAnswered(URI uri, int status) {
        return status == NOT_MODIFIED && knownAt(uri).isPresent();
    }

    @Override
    public Optional<FetchException> refused(int status) {
        return Optional.empty();
    }

    /** A tag is told to no other address than the one that gave it. */
    Optional<Validator> knownAt(URI uri) {
        return known.filter(validator -> validator.uri().equals(uri));
    }
}
