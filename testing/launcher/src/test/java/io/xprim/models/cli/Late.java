// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

/** A class that the program needs only late, when its jar may be gone. */
final class Late {
    private Late() {}

    static String name() {
        return "late";
    }
}
