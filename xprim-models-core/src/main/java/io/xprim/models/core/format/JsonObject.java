// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A JSON object three names deep (group, model, version) of which only some entries are ours to change; the rest stays as it is, whatever
 * it is. Immutable; sorted when written.
 */
final class JsonObject {
    private final Map<String, Object> root;

    JsonObject(Map<String, Object> root) {
        this.root = Collections.unmodifiableMap(new TreeMap<>(root));
    }

    Map<String, Object> root() {
        return root;
    }

    Optional<Object> get(String group, String model, String version) {
        return members(root, group).flatMap(models -> members(models, model)).map(versions -> versions.get(version));
    }

    JsonObject with(String group, String model, String version, Map<String, Object> entry) {
        Map<String, Object> groups = new TreeMap<>(root);
        Map<String, Object> models = new TreeMap<>(members(groups, group).orElse(Map.of()));
        Map<String, Object> versions = new TreeMap<>(members(models, model).orElse(Map.of()));
        versions.put(version, entry);
        models.put(model, versions);
        groups.put(group, models);
        return new JsonObject(groups);
    }

    JsonObject without(String group, String model, String version) {
        Map<String, Object> groups = new TreeMap<>(root);
        Map<String, Object> models = new TreeMap<>(members(groups, group).orElse(Map.of()));
        Map<String, Object> versions = new TreeMap<>(members(models, model).orElse(Map.of()));
        if (versions.remove(version) == null) {
            return this;
        }
        putOrDrop(models, model, versions);
        putOrDrop(groups, group, models);
        return new JsonObject(groups);
    }

    byte[] toBytes() {
        return JsonWriter.toBytes(json -> JsonWriter.any(json, root));
    }

    private static void putOrDrop(Map<String, Object> parent, String name, Map<String, Object> members) {
        if (members.isEmpty()) {
            parent.remove(name);
        } else {
            parent.put(name, members);
        }
    }

    @SuppressWarnings("unchecked") // Only maps with string keys are ever put in.
    static Optional<Map<String, Object>> members(Map<String, Object> parent, String name) {
        return parent.get(name) instanceof Map<?, ?> members
                ? Optional.of((Map<String, Object>) members)
                : Optional.empty();
    }
}
