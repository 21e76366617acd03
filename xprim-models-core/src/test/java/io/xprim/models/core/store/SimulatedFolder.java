// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A folder of a {@link SimulatedDisk}: the names that processes see in it, and those that are on the disk. */
final class SimulatedFolder implements SimulatedNode {
    private final SortedMap<String, SimulatedNode> seen = new TreeMap<>();
    private final SortedMap<String, SimulatedNode> forced = new TreeMap<>();
    private final List<Change> unforced = new ArrayList<>();

    /** What names stand for from now on, if anything: all of them or none. */
    private record Change(PowerCut.Unforced change, Map<String, Optional<SimulatedNode>> names) {}

    SortedMap<String, SimulatedNode> entries() {
        return Collections.unmodifiableSortedMap(seen);
    }

    Optional<SimulatedNode> find(String name) {
        return Optional.ofNullable(seen.get(name));
    }

    void change(long number, Map<String, Optional<SimulatedNode>> names) {
        unforced.add(new Change(new PowerCut.Unforced(number, false), names));
        apply(seen, names);
    }

    void force() {
        forced.clear();
        forced.putAll(seen);
        unforced.clear();
    }

    @Override
    public void forEachUnforced(Consumer<PowerCut.Unforced> action) {
        unforced.forEach(change -> action.accept(change.change()));
    }

    @Override
    public List<SimulatedNode> children() {
        List<SimulatedNode> children = new ArrayList<>(seen.values());
        children.addAll(forced.values());
        unforced.forEach(change -> change.names().values().forEach(node -> node.ifPresent(children::add)));
        return children;
    }

    @Override
    public SimulatedNode copy(Copies copies) {
        SimulatedFolder copy = new SimulatedFolder();
        seen.forEach((name, node) -> copy.seen.put(name, copies.of(node)));
        forced.forEach((name, node) -> copy.forced.put(name, copies.of(node)));
        for (Change change : unforced) {
            Map<String, Optional<SimulatedNode>> names = new TreeMap<>();
            change.names().forEach((name, node) -> names.put(name, node.map(copies::of)));
            copy.unforced.add(new Change(change.change(), names));
        }
        return copy;
    }

    @Override
    public SimulatedNode survivor(PowerCut cut, Copies survivors) {
        SortedMap<String, SimulatedNode> left = new TreeMap<>(forced);
        Set<String> lost = new HashSet<>();
        for (Change change : unforced) {
            Set<String> names = change.names().keySet();
            if (cut.fate(change.change()) != PowerCut.Fate.KEPT || !Collections.disjoint(lost, names)) {
                lost.addAll(names);
            } else {
                apply(left, change.names());
            }
        }
        SimulatedFolder survivor = new SimulatedFolder();
        left.forEach((name, node) -> survivor.seen.put(name, survivors.of(node)));
        survivor.forced.putAll(survivor.seen);
        return survivor;
    }

    private static void apply(Map<String, SimulatedNode> entries, Map<String, Optional<SimulatedNode>> names) {
        names.forEach((name, node) -> {
            entries.remove(name);
            node.ifPresent(present -> entries.put(name, present));
        });
    }
}
