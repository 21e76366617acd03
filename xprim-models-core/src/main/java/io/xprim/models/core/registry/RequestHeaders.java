// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.Origin;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The headers of a request: made anew for each, so that what is for one origin is not carried to another by a redirect. */
final class RequestHeaders {
    private static final Map<String, List<String>> ALWAYS = Map.of(
            "Accept", List.of("*/*"), "Accept-Encoding", List.of("identity"), "User-Agent", List.of("xprim-models"));

    private final Map<Origin, HttpHeaders> credentials;

    RequestHeaders(Map<Origin, HttpHeaders> credentials) {
        this.credentials = credentials;
    }

    /**
     * Makes them.
     *
     * @param wanted fields that say what is wanted of the address
     */
    HttpHeaders of(URI uri, Map<String, String> wanted) {
        Map<String, List<String>> headers = new HashMap<>(
                credentials.getOrDefault(Origin.of(uri), HttpHeaders.empty()).asMap());
        headers.putAll(ALWAYS);
        wanted.forEach((name, value) -> headers.put(name, List.of(value)));
        return HttpHeaders.of(headers);
    }
}
