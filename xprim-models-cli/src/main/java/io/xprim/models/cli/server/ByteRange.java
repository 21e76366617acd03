// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.server;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a representation (RFC 9110, 14).
 *
 * @param start the first byte, from 0
 * @param length how many bytes; 0 if the range lies outside
 */
record ByteRange(long start, long length) {
    private static final Pattern SINGLE = Pattern.compile("bytes=\\s*([0-9]{0,18})-([0-9]{0,18})\\s*");

    /** Whether there is nothing of it: 416. */
    boolean isUnsatisfiable() {
        return length == 0;
    }

    /**
     * Reads a {@code Range} header.
     *
     * @param size the size of the whole, in bytes
     * @return the range, cut to the size; empty for what may be ignored: other units, several ranges, nonsense
     */
    static Optional<ByteRange> parse(String header, long size) {
        Matcher matcher = SINGLE.matcher(header);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? Optional.empty() : Optional.of(suffix(Long.parseLong(last), size));
        }
        long start = Long.parseLong(first);
        long end = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
        if (end < start) {
            return Optional.empty();
        }
        return Optional.of(new ByteRange(start, start >= size ? 0 : Math.min(end, size - 1) - start + 1));
    }

    private static ByteRange suffix(long length, long size) {
        long available = Math.min(length, size);
        return new ByteRange(size - available, available);
    }
}
