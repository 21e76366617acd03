// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.Limits;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of limits has each that can be set, with its default. */
final class LimitsTest {
    private static final Pattern ROW = Pattern.compile("\\| [^|]+ \\| ([0-9]+) \\| `([A-Za-z]+)` \\|");

    @Test
    void eachLimitThatCanBeSetIsInTheTableWithItsDefault() throws ReflectiveOperationException {
        Map<String, Long> documented = new TreeMap<>();
        for (String line : Page.of("docs/design/security.md").lines()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                documented.put(row.group(2), Long.valueOf(row.group(1)));
            }
        }
        assertThat(documented).isEqualTo(defaults());
    }

    private static Map<String, Long> defaults() throws ReflectiveOperationException {
        Map<String, Long> defaults = new TreeMap<>();
        for (Method method : Stream.of(Limits.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .toList()) {
            defaults.put(method.getName(), ((Number) method.invoke(Limits.defaults())).longValue());
        }
        return defaults;
    }
}
