// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture.offenders.code;

import java.util.concurrent.TimeUnit;

/** Waits and cannot be woken. */
public final class Sleeps {
    public Sleeps() {}

    public void sleep() throws InterruptedException {
        Thread.sleep(1);
    }

    public void sleepOtherwise() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(1);
    }
}
