// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Header fields of a request or an answer (RFC 9110, 5). Names are compared without regard to case; values keep their order. Immutable.
 *
 * @since 0.1
 */
public final class HttpHeaders {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,18}");

    private final Map<String, List<String>> fields;

    private HttpHeaders(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /** No fields. */
    public static HttpHeaders empty() {
        return of(Map.of());
    }

    /** The fields of a map, which is copied. */
    public static HttpHeaders of(Map<String, List<String>> fields) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.forEach((name, values) ->
                copy.computeIfAbsent(name, ignored -> new ArrayList<>()).addAll(values));
        copy.replaceAll((name, values) -> List.copyOf(values));
        return new HttpHeaders(Collections.unmodifiableMap(copy));
    }

    /** All fields, names in alphabetical order. */
    public Map<String, List<String>> asMap() {
        return fields;
    }

    /** The values of a field, in order; none if it is not there. */
    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** The first value of a field. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** {@code Content-Length} (RFC 9110, 8.6), if there is exactly one and it is a number. */
    public OptionalLong contentLength() {
        List<String> values = all("Content-Length");
        return values.size() == 1 && DECIMAL.matcher(values.get(0)).matches()
                ? OptionalLong.of(Long.parseLong(values.get(0)))
                : OptionalLong.empty();
    }

    /** The names alone: values may be secret. */
    @Override
    public String toString() {
        return fields.keySet().toString();
    }
}
