// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import java.util.ArrayList;
import java.util.List;

/** What a terminal shows after some output: a carriage return goes back to the line's begin, and what comes then is written over. */
final class Screen {
    private Screen() {}

    /** The lines that are not empty. */
    static List<String> of(String output) {
        List<String> lines = new ArrayList<>();
        for (String written : output.split("\n", -1)) {
            StringBuilder line = new StringBuilder();
            for (String piece : written.split("\r", -1)) {
                line.replace(0, Math.min(piece.length(), line.length()), piece);
            }
            lines.add(line.toString().stripTrailing());
        }
        lines.removeIf(String::isEmpty);
        return lines;
    }
}
