// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.ModelRef;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.TreeMap;

/** An index as its publisher changes it: all but the entries that are set stays as it is. Immutable. */
public final class IndexDocument {
    private final JsonObject json;

    private IndexDocument(JsonObject json) {
        this.json = json;
    }

    public static IndexDocument empty() {
        return new IndexDocument(new JsonObject(Map.of()));
    }

    /**
     * Reads an index.
     *
     * @throws FormatException if it is no JSON object
     */
    public static IndexDocument read(byte[] document) throws FormatException {
        return new IndexDocument(
                new JsonObject(JsonReader.read(new ByteArrayInputStream(document), JsonReader::object)));
    }

    public byte[] toBytes() {
        return json.toBytes();
    }

    /** Sets an entry, replacing what was there. */
    public IndexDocument with(ModelRef ref, IndexEntry entry) {
        Map<String, Object> members = new TreeMap<>();
        members.put("hash", entry.manifest().hex());
        entry.aliasOf().ifPresent(target -> members.put("alias_of", target));
        if (!entry.metadata().isEmpty()) {
            members.put("metadata", new TreeMap<>(entry.metadata()));
        }
        return new IndexDocument(json.with(ref.group(), ref.model(), ref.version(), members));
    }
}
