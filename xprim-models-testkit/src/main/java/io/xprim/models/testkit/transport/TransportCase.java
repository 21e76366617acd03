// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

/** What one test does with a server and a transport. */
@FunctionalInterface
interface TransportCase {
    void run(Trial trial) throws Exception;
}
