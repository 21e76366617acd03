// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.embed;

import io.xprim.models.ModelException;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.PullResult;

/** Pulls a model and prints its folder: {@code App REGISTRY GROUP/MODEL:VERSION}. */
public final class App {
    private App() {}

    /** Runs the application. */
    public static void main(String[] args) {
        try {
            PullResult result = pull(args[0], ModelRef.parse(args[1]));
            System.out.println(result.outcome() + " " + result.model().path());
        } catch (ModelException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Installs a model, unless it is installed and whole. */
    public static PullResult pull(String registry, ModelRef ref) {
        try (ModelManager models =
                ModelManager.builder("my-app").registry(registry).build()) {
            return models.pull(ref);
        }
    }
}
