// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.fault;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One range of bytes that was asked for (RFC 9110, 14.1.2): from the first to the last, to the end, or so many from the end.
 *
 * @param first nothing if the last so many are wanted
 * @param last the last byte, the number of bytes where there is no first, or nothing for the end
 */
record ByteRange(OptionalInt first, OptionalInt last) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,9})-(\\d{0,9})");

    /** What a request asks for; anything but one range is taken for none, as a server may. */
    static Optional<ByteRange> of(RecordedRequest request) {
        List<String> values = request.header("Range");
        Matcher form = FORM.matcher(values.size() == 1 ? values.get(0) : "");
        if (!form.matches()) {
            return Optional.empty();
        }
        OptionalInt first = number(form.group(1));
        OptionalInt last = number(form.group(2));
        boolean backwards = first.isPresent() && last.isPresent() && last.getAsInt() < first.getAsInt();
        return backwards || (first.isEmpty() && last.isEmpty())
                ? Optional.empty()
                : Optional.of(new ByteRange(first, last));
    }

    boolean isWithin(int length) {
        return start(length) < length;
    }

    String contentRange(int length) {
        return "bytes " + start(length) + "-" + (end(length) - 1) + "/" + length;
    }

    /** The bytes so many further on than they should be, as if the body began again after its end. */
    byte[] of(byte[] whole, int shift) {
        byte[] range = new byte[end(whole.length) - start(whole.length)];
        for (int i = 0; i < range.length; i++) {
            range[i] = whole[(start(whole.length) + i + shift) % whole.length];
        }
        return range;
    }

    private int start(int length) {
        return first.orElseGet(() -> Math.max(0, length - last.orElse(0)));
    }

    private int end(int length) {
        return first.isPresent() && last.isPresent() ? Math.min(length, last.getAsInt() + 1) : length;
    }

    private static OptionalInt number(String digits) {
        return digits.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
    }
}
