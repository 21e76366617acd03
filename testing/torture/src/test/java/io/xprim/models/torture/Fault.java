// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

/** What befalls a call of the kernel. */
enum Fault {
    KILL("signal=KILL"),
    EIO("error=EIO"),
    ENOSPC("error=ENOSPC");

    private final String injection;

    Fault(String injection) {
        this.injection = injection;
    }

    String injection() {
        return injection;
    }

    boolean kills() {
        return this == KILL;
    }
}
