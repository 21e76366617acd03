// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A tool of the system that is there, or is not. */
final class Tool {
    private Tool() {}

    /** Runs it to its end; returns what is wrong, if anything is. */
    static Optional<String> run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int code = process.waitFor();
            return code == 0 ? Optional.empty() : Optional.of(List.of(command) + " ended with " + code + ": " + text);
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    static void require(String... command) throws InterruptedException {
        run(command).ifPresent(wrong -> {
            throw new AssertionError(wrong);
        });
    }
}
