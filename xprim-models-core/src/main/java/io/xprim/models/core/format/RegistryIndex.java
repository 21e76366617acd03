// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.InvalidReferenceException;
import io.xprim.models.ModelRef;
import io.xprim.models.RemoteModel;
import io.xprim.models.spi.SafeText;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * What was asked for of what a registry has: {@code models.json}. An entry that is malformed is kept as such, so that the others stay usable. Immutable.
 */
public final class RegistryIndex {
    private static final int MOST_HOPS = 16;

    private final Map<ModelRef, IndexEntry> entries;
    private final Map<String, String> problems;

    /** Takes the maps over; they are not changed any more. */
    RegistryIndex(SortedMap<ModelRef, IndexEntry> entries, SortedMap<String, String> problems) {
        this.entries = Collections.unmodifiableSortedMap(entries);
        this.problems = Collections.unmodifiableSortedMap(problems);
    }

    /** The well-formed entries, sorted. */
    public Map<ModelRef, IndexEntry> entries() {
        return entries;
    }

    /** What is malformed, by place (a group, {@code group/model}, or {@code group/model version}), with the reason; keys are safe to print. */
    public Map<String, String> problems() {
        return problems;
    }

    /** Whether it has a version of the model, which was asked for, whichever. */
    public boolean hasModel(ModelRef ref) {
        return entries.keySet().stream()
                .anyMatch(other ->
                        other.group().equals(ref.group()) && other.model().equals(ref.model()));
    }

    /**
     * Looks a reference up whose model was asked for, following aliases within the model.
     *
     * @throws FormatException if the entry, or one that it leads to, is malformed, missing or in a circle
     */
    public Optional<RemoteModel> find(ModelRef ref) throws FormatException {
        for (String place : List.of(
                place(ref.group()), place(ref.group(), ref.model()), place(ref.group(), ref.model(), ref.version()))) {
            String problem = problems.get(place);
            if (problem != null) {
                throw new FormatException("the index's entry " + SafeText.quoted(place) + " is malformed: " + problem);
            }
        }
        IndexEntry entry = entries.get(ref);
        return entry == null ? Optional.empty() : Optional.of(resolve(ref, entry));
    }

    /** Names a group, a model or a version as messages do; a separator within a name is escaped, so that no two places are one. */
    static String place(String... names) {
        StringBuilder place = new StringBuilder();
        for (int i = 0; i < names.length; i++) {
            place.append(i == 0 ? "" : i == 1 ? "/" : " ");
            place.append(SafeText.of(names[i]).replace("/", "\\u{2f}").replace(" ", "\\u{20}"));
        }
        return place.toString();
    }

    private RemoteModel resolve(ModelRef ref, IndexEntry named) throws FormatException {
        RemoteModel.Builder model = RemoteModel.builder().ref(ref).metadata(named.metadata());
        ModelRef at = ref;
        IndexEntry entry = named;
        Set<ModelRef> seen = new HashSet<>();
        while (entry.aliasOf().isPresent()) {
            if (!seen.add(at) || seen.size() > MOST_HOPS) {
                throw new FormatException("the alias " + ref + " leads round in a circle, or too far");
            }
            at = target(at, entry.aliasOf().get());
            entry = entries.get(at);
            if (entry == null) {
                throw new FormatException("the alias " + ref + " leads to " + at + ", which the index does not have");
            }
            model.aliasOf(at.version());
        }
        return model.manifestHash(entry.manifest()).build();
    }

    private static ModelRef target(ModelRef alias, String version) throws FormatException {
        try {
            return alias.withVersion(version);
        } catch (InvalidReferenceException e) {
            throw new FormatException("the alias " + alias + " has no usable target: " + e.getMessage(), e);
        }
    }
}
