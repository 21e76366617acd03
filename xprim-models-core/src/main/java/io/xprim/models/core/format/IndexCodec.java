// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.InvalidReferenceException;
import io.xprim.models.Limits;
import io.xprim.models.ModelRef;
import io.xprim.models.Sha256;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads indexes. */
public final class IndexCodec {
    private IndexCodec() {}

    /**
     * Reads all of an index, tolerating malformed entries in a well-formed document.
     *
     * @throws FormatException if it is no JSON object
     */
    public static RegistryIndex read(byte[] json) throws FormatException {
        return read(new ByteArrayInputStream(json), IndexSelection.all(), Limits.defaults());
    }

    /**
     * Reads what is wanted of an index, tolerating malformed entries in a well-formed document.
     *
     * @throws FormatException if it is no JSON object, or more would have to be held than may be
     * @throws java.io.UncheckedIOException if the stream cannot be read
     */
    public static RegistryIndex read(InputStream json, IndexSelection wanted, Limits limits) throws FormatException {
        return JsonReader.read(json, limits.heldBytes(), reader -> new Entries(reader, wanted).read());
    }

    private static final class Entries {
        /** An entry is itself, its reference, its digest and a place in the index. */
        private static final int OBJECTS = 2;

        private static final Set<String> MEMBERS = Set.of("hash", "alias_of", "metadata");

        private final JsonReader json;
        private final IndexSelection wanted;
        private final SortedMap<ModelRef, IndexEntry> entries = new TreeMap<>();
        private final SortedMap<String, String> problems = new TreeMap<>();

        Entries(JsonReader json, IndexSelection wanted) {
            this.json = json;
            this.wanted = wanted;
        }

        RegistryIndex read() throws FormatException {
            json.members(group -> {
                if (wanted.hasGroup(group)) {
                    object(() -> readModels(group), group);
                } else {
                    json.skip();
                }
            });
            return new RegistryIndex(entries, problems);
        }

        private void readModels(String group) throws FormatException {
            json.members(model -> {
                if (wanted.has(group, model)) {
                    object(() -> json.members(version -> entry(group, model, version)), group, model);
                } else {
                    json.skip();
                }
            });
        }

        private void object(JsonReader.ElementReader members, String... names) throws FormatException {
            if (json.isObject()) {
                members.read();
            } else {
                json.check();
                addProblem("it is no object", names);
            }
        }

        private void entry(String group, String model, String version) throws FormatException {
            Optional<Map<String, Object>> value = entryMembers();
            json.hold(OBJECTS, "");
            try {
                entries.put(new ModelRef(group, model, version), entryOf(value));
            } catch (InvalidReferenceException | FormatException e) {
                addProblem(String.valueOf(e.getMessage()), group, model, version);
            }
        }

        private Optional<Map<String, Object>> entryMembers() throws FormatException {
            if (!json.isObject()) {
                json.check();
                return Optional.empty();
            }
            Map<String, Object> members = new HashMap<>();
            json.members(name -> {
                if (MEMBERS.contains(name)) {
                    members.put(name, json.any());
                } else {
                    json.check();
                }
            });
            return Optional.of(members);
        }

        private void addProblem(String problem, String... names) throws FormatException {
            String place = RegistryIndex.place(names);
            json.hold(OBJECTS, place + problem);
            problems.put(place, problem);
        }

        private static IndexEntry entryOf(Optional<Map<String, Object>> value) throws FormatException {
            Map<String, Object> members = value.orElseThrow(() -> new FormatException("it is no object"));
            if (!(members.get("hash") instanceof String hash)) {
                throw new FormatException("it has no hash, or one that is no string");
            }
            Object alias = members.get("alias_of");
            if (alias != null && !(alias instanceof String)) {
                throw new FormatException("its alias_of is no string");
            }
            try {
                return new IndexEntry(
                        new Sha256(hash), Optional.ofNullable((String) alias), metadataOf(members.get("metadata")));
            } catch (IllegalArgumentException e) {
                throw new FormatException("its hash is " + e.getMessage(), e);
            }
        }

        @SuppressWarnings("unchecked") // JsonReader.any() makes no other maps.
        private static Map<String, Object> metadataOf(@Nullable Object metadata) {
            return metadata instanceof Map ? (Map<String, Object>) metadata : Map.of();
        }
    }
}
