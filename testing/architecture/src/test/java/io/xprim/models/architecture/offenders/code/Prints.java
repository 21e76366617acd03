// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture.offenders.code;

/** Writes where a library has no user. */
public final class Prints {
    public Prints() {}

    public void print() {
        System.out.println("here");
    }
}
