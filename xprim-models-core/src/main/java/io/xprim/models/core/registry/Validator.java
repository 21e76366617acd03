// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import io.xprim.models.spi.HttpHeaders;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * By what a server knows whether a file has changed: an entity tag (RFC 9110, 8.8.3), given for an address and told to no other.
 */
record Validator(URI uri, String entityTag) {
    private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7E]{0,1000}\"");

    /** Whether it stands for bytes, and not only for what they mean (RFC 9110, 8.8.1). */
    boolean isStrong() {
        return !entityTag.startsWith("W/");
    }

    /** The one in an answer, if there is one that can be sent back. */
    static Optional<Validator> of(URI uri, HttpHeaders answer) {
        List<String> tags = answer.all("ETag");
        return tags.size() == 1 && ENTITY_TAG.matcher(tags.get(0)).matches()
                ? Optional.of(new Validator(uri, tags.get(0)))
                : Optional.empty();
    }
}
