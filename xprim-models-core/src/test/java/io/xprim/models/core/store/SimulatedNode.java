// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** What a name on a {@link SimulatedDisk} stands for. */
sealed interface SimulatedNode permits SimulatedFile, SimulatedFolder {
    void forEachUnforced(Consumer<PowerCut.Unforced> action);

    /** What is in it, is on the disk in it, or was in between. */
    List<SimulatedNode> children();

    /** The same, with what was not forced. */
    SimulatedNode copy(Copies copies);

    /** What is left of it after a power cut. */
    SimulatedNode survivor(PowerCut cut, Copies survivors);

    /** The copies of nodes, one of each. */
    final class Copies {
        private final IdentityHashMap<SimulatedNode, SimulatedNode> copies = new IdentityHashMap<>();
        private final BiFunction<SimulatedNode, Copies, SimulatedNode> copying;

        Copies(BiFunction<SimulatedNode, Copies, SimulatedNode> copying) {
            this.copying = copying;
        }

        SimulatedNode of(SimulatedNode node) {
            SimulatedNode copy = copies.get(node);
            if (copy == null) {
                copy = copying.apply(node, this);
                copies.put(node, copy);
            }
            return copy;
        }
    }
}
