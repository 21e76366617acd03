// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.docs;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds the calls of the program in a shell's text. Quotes and other subtleties within a call's arguments it does not know. */
final class ShellCommands {
    private static final Pattern CALL =
            Pattern.compile("(?m)(?:^|\\$\\()\\s*(?:\\$ )?(?:\\./)?xprim-models\\b([^|&>#)\\n]*)");

    private ShellCommands() {}

    /** The arguments of each call. */
    static List<List<String>> in(String text) {
        return CALL.matcher(text.replace("\\\n", " "))
                .results()
                .map((MatchResult match) -> match.group(1).strip())
                .map(arguments -> arguments.isEmpty() ? List.<String>of() : List.of(arguments.split("\\s+")))
                .toList();
    }
}
