// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.InvalidReferenceException;
import io.xprim.models.ModelRef;
import io.xprim.models.Sha256;
import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What is installed: {@code registry.json}. Entries and fields that are not understood are kept as they are; other programs may have
 * written them. Immutable.
 */
public final class StoreIndex {
    private final JsonObject json;

    private StoreIndex(JsonObject json) {
        this.json = json;
    }

    /** Nothing is installed. */
    public static StoreIndex empty() {
        return new StoreIndex(new JsonObject(Map.of()));
    }

    /**
     * Reads registry.json.
     *
     * @throws FormatException if it is no JSON object
     */
    public static StoreIndex read(byte[] document) throws FormatException {
        return new StoreIndex(new JsonObject(JsonReader.read(new ByteArrayInputStream(document), JsonReader::object)));
    }

    public byte[] toBytes() {
        return json.toBytes();
    }

    public Optional<StoreEntry> find(ModelRef ref) {
        return json.get(ref.group(), ref.model(), ref.version()).flatMap(StoreIndex::entryOf);
    }

    /** The entries that are understood, sorted. */
    public SortedMap<ModelRef, StoreEntry> entries() {
        SortedMap<ModelRef, StoreEntry> entries = new TreeMap<>();
        forEachMember(
                json.root(),
                (group, models) -> forEachMember(
                        models,
                        (model, versions) -> versions.forEach((version, value) -> {
                            Optional<ModelRef> ref = refOf(group, model, version);
                            Optional<StoreEntry> entry = entryOf(value);
                            if (ref.isPresent() && entry.isPresent()) {
                                entries.put(ref.get(), entry.get());
                            }
                        })));
        return entries;
    }

    /** A listed reference that differs from {@code ref} in case alone, and so may be the same folder. */
    public Optional<ModelRef> findOtherCase(ModelRef ref) {
        return entries().keySet().stream()
                .filter(other -> !other.equals(ref) && other.toString().equalsIgnoreCase(ref.toString()))
                .findFirst();
    }

    /** The index with an entry set; what the old entry had besides stays. */
    public StoreIndex with(ModelRef ref, StoreEntry entry) {
        Map<String, Object> members = new HashMap<>();
        json.get(ref.group(), ref.model(), ref.version()).ifPresent(old -> copyMembers(old, members));
        members.put("manifest_hash", entry.manifest().hex());
        members.put("total_size", entry.totalSize());
        members.put("file_count", (long) entry.fileCount());
        members.put(
                "installed_at",
                entry.installedAt().truncatedTo(ChronoUnit.SECONDS).toString());
        return new StoreIndex(json.with(ref.group(), ref.model(), ref.version(), new TreeMap<>(members)));
    }

    /** The index without an entry, and without a model or group that has no other. */
    public StoreIndex without(ModelRef ref) {
        return new StoreIndex(json.without(ref.group(), ref.model(), ref.version()));
    }

    @SuppressWarnings("unchecked") // JsonReader makes no other maps.
    private static void copyMembers(Object old, Map<String, Object> members) {
        if (old instanceof Map<?, ?> map) {
            members.putAll((Map<String, Object>) map);
        }
    }

    private static void forEachMember(Map<String, Object> parent, BiConsumer<String, Map<String, Object>> action) {
        parent.keySet()
                .forEach(name -> JsonObject.members(parent, name).ifPresent(members -> action.accept(name, members)));
    }

    private static Optional<ModelRef> refOf(String group, String model, String version) {
        try {
            return Optional.of(new ModelRef(group, model, version));
        } catch (InvalidReferenceException e) {
            return Optional.empty();
        }
    }

    private static Optional<StoreEntry> entryOf(Object value) {
        if (value instanceof Map<?, ?> members
                && members.get("manifest_hash") instanceof String hash
                && members.get("total_size") instanceof Long size
                && size >= 0
                && members.get("file_count") instanceof Long files
                && files >= 0
                && members.get("installed_at") instanceof String installed) {
            try {
                return Optional.of(
                        new StoreEntry(new Sha256(hash), size, Math.toIntExact(files), Instant.parse(installed)));
            } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
