// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import io.xprim.models.spi.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of a file an answer has (RFC 9110, 14.4).
 *
 * @param first the first of them, from 0
 * @param last the last of them
 * @param size how many bytes the file has, if the server says
 */
record ContentRange(long first, long last, OptionalLong size) {
    /** Eighteen digits are no overflow. */
    private static final Pattern BYTES = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(?:(\\d{1,18})|\\*)");

    /** That of an answer; empty if it has none, several, or one that is malformed. */
    static Optional<ContentRange> of(HttpHeaders answer) {
        List<String> values = answer.all("Content-Range");
        if (values.size() != 1) {
            return Optional.empty();
        }
        Matcher bytes = BYTES.matcher(values.get(0));
        if (!bytes.matches()) {
            return Optional.empty();
        }
        String size = bytes.group(3);
        return Optional.of(new ContentRange(
                Long.parseLong(bytes.group(1)),
                Long.parseLong(bytes.group(2)),
                size == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(size))));
    }

    /** Whether these are the bytes from {@code position} to the end of a file of {@code length} bytes. */
    boolean isRest(long position, long length) {
        return first == position && last == length - 1 && size.orElse(length) == length;
    }
}
