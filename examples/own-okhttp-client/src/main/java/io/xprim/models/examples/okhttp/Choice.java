// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.okhttp;

import io.xprim.models.ModelManager;

/** Says which transport is meant, whatever else is on the path. */
final class Choice {
    private Choice() {}

    static ModelManager okhttp(String registry) {
        return ModelManager.builder("my-app")
                .registry(registry)
                .transport("okhttp")
                .build();
    }
}
