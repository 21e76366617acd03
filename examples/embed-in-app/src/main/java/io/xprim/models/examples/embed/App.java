// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.embed;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.PullResult;

/** Pulls a model and prints its folder: {@code App REGISTRY GROUP/MODEL:VERSION}. */
final class App {
    private App() {}

    public static void main(String[] args) {
        ModelRef ref = ModelRef.parse(args[1]);
        try (ModelManager models =
                ModelManager.builder("my-app").registry(args[0]).build()) {
            PullResult result = models.pull(ref);
            System.out.println(result.outcome() + " " + result.model().path());
        }
    }
}
