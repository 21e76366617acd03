// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.option;

import java.util.regex.Pattern;

/** Text as one word of a shell's command line. */
final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./:%+=,\\\\-]+");
    private static final Pattern SPECIAL = Pattern.compile("[\"$`\\\\]");

    private ShellWord() {}

    /** In double quotes where it needs any: what is suggested stands in single ones itself. */
    static String of(String text) {
        return PLAIN.matcher(text).matches()
                ? text
                : "\"" + SPECIAL.matcher(text).replaceAll("\\\\$0") + "\"";
    }
}
