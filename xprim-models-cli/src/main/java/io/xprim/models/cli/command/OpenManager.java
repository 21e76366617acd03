// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.ModelManager;

/**
 * A manager in use by one command.
 *
 * @param manager the manager
 * @param ours whether closing this closes it
 */
record OpenManager(ModelManager manager, boolean ours) implements AutoCloseable {
    @Override
    public void close() {
        if (ours) {
            manager.close();
        }
    }
}
