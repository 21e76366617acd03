// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A program that pulls models one after the other: registry, store, references. */
final class PullProcess {
    private PullProcess() {}

    public static void main(String[] args) {
        // Whoever waits says so; all else is the test's own affair.
        Logger output = Logger.getLogger("pull");
        output.setLevel(Level.WARNING);
        try (ModelManager manager = ModelManager.builder("test")
                .registry(args[0])
                .dataDirectory(Path.of(args[1]))
                .environment(Map.of())
                .logger(System.getLogger(output.getName()))
                .build()) {
            for (int i = 2; i < args.length; i++) {
                manager.pull(ModelRef.parse(args[i]));
            }
        }
    }
}
