// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.InvalidReferenceException;
import io.xprim.models.ModelRef;
import io.xprim.models.Sha256;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads indexes. */
public final class IndexCodec {
    private IndexCodec() {}

    /**
     * Reads an index, tolerating malformed entries in a well-formed document.
     *
     * @throws FormatException if it is no JSON object
     */
    public static RegistryIndex read(byte[] json) throws FormatException {
        return JsonReader.read(new ByteArrayInputStream(json), reader -> new Entries(reader).read());
    }

    private static final class Entries {
        private final JsonReader json;
        private final Map<ModelRef, IndexEntry> entries = new HashMap<>();
        private final Map<String, String> problems = new HashMap<>();

        Entries(JsonReader json) {
            this.json = json;
        }

        RegistryIndex read() throws FormatException {
            json.members(group -> object(() -> readModels(group), group));
            return new RegistryIndex(entries, problems);
        }

        private void readModels(String group) throws FormatException {
            json.members(model -> object(() -> json.members(version -> entry(group, model, version)), group, model));
        }

        private void object(JsonReader.ElementReader members, String... names) throws FormatException {
            if (json.isObject()) {
                members.read();
            } else {
                json.skip();
                problems.put(RegistryIndex.place(names), "it is no object");
            }
        }

        private void entry(String group, String model, String version) throws FormatException {
            Object value = json.any();
            try {
                entries.put(new ModelRef(group, model, version), entryOf(value));
            } catch (InvalidReferenceException | FormatException e) {
                problems.put(RegistryIndex.place(group, model, version), String.valueOf(e.getMessage()));
            }
        }

        private static IndexEntry entryOf(Object value) throws FormatException {
            if (!(value instanceof Map<?, ?> members)) {
                throw new FormatException("it is no object");
            }
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
