// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.commandline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A build that was started in the background ignores SIGINT, and so does what it starts, unless that is undone. */
final class InterruptDisposition {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String IGNORED = "SigIgn:";
    private static final long INTERRUPT = 1L << (2 - 1);

    private InterruptDisposition() {}

    /** What a command has to begin with to hear SIGINT. */
    static List<String> prefix() throws IOException {
        return isIgnored() ? List.of("env", "--default-signal=INT") : List.of();
    }

    private static boolean isIgnored() throws IOException {
        if (!Files.exists(STATUS)) {
            return false;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(IGNORED))
                .map(line -> line.substring(IGNORED.length()).strip())
                .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & INTERRUPT) != 0);
    }
}
