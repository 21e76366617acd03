// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.ModelRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Which models of an index are asked for; of the others nothing is held. Immutable. */
public final class IndexSelection {
    private final Predicate<String> groups;
    private final BiPredicate<String, String> models;

    private IndexSelection(Predicate<String> groups, BiPredicate<String, String> models) {
        this.groups = groups;
        this.models = models;
    }

    public static IndexSelection all() {
        return new IndexSelection(group -> true, (group, model) -> true);
    }

    public static IndexSelection group(String wanted) {
        return new IndexSelection(wanted::equals, (group, model) -> group.equals(wanted));
    }

    /** The model of a reference, with all its versions: aliases lead from one to another. */
    public static IndexSelection modelOf(ModelRef ref) {
        return new IndexSelection(
                ref.group()::equals, (group, model) -> group.equals(ref.group()) && model.equals(ref.model()));
    }

    /** The models of several references. */
    public static IndexSelection modelsOf(Collection<ModelRef> refs) {
        Map<String, Set<String>> wanted = new HashMap<>();
        refs.forEach(ref ->
                wanted.computeIfAbsent(ref.group(), group -> new HashSet<>()).add(ref.model()));
        return new IndexSelection(
                wanted::containsKey,
                (group, model) -> wanted.getOrDefault(group, Set.of()).contains(model));
    }

    boolean hasGroup(String group) {
        return groups.test(group);
    }

    boolean has(String group, String model) {
        return models.test(group, model);
    }
}
