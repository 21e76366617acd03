// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.lock;

/** What one test does with two lockers and a file. */
@FunctionalInterface
interface LockCase {
    void run(LockTrial trial) throws Exception;
}
