// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import static io.xprim.models.fixtures.fuzz.JsonOracle.require;

import io.xprim.models.ModelRef;
import io.xprim.models.Sha256;
import io.xprim.models.fixtures.JsonValue;
import io.xprim.models.fixtures.fuzz.JsonOracle;
import io.xprim.models.fixtures.fuzz.JsonTree;
import io.xprim.models.fixtures.fuzz.NameOracle;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** registry.json. */
final class StoreIndexTarget extends DocumentTarget<StoreIndex> {
    private static final Pattern TIME = Pattern.compile(
            "20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T(0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z");
    private static final ModelRef ADDED = new ModelRef("g", "m", "v");
    private static final StoreEntry ENTRY =
            new StoreEntry(new Sha256("5".repeat(64)), 7, 1, Instant.parse("2026-11-20T12:00:00Z"));

    StoreIndexTarget() {
        super(
                List.of("manifest_hash", "total_size", "file_count", "installed_at", "g", "m", "v", "pinned"),
                List.of("^the exponent of a number is too large"));
    }

    @Override
    public String name() {
        return "registry-json";
    }

    @Override
    public int inputs() {
        return 20_000;
    }

    @Override
    public int leastAccepted() {
        return 20;
    }

    @Override
    public StoreIndex parse(byte[] input) throws FormatException {
        return StoreIndex.read(input);
    }

    @Override
    JsonTree document(RandomGenerator random) {
        JsonTree groups = JsonTree.object();
        for (String group : RegistryIndexTarget.some(List.of("g", "h", "$schema"), random)) {
            JsonTree models = JsonTree.object();
            for (String model : RegistryIndexTarget.some(List.of("m", "n"), random)) {
                JsonTree versions = JsonTree.object();
                RegistryIndexTarget.some(List.of("v", "w", "V"), random)
                        .forEach(version -> versions.with(version, entry(random)));
                models.with(model, versions);
            }
            groups.with(group, models);
        }
        return groups;
    }

    private static JsonTree entry(RandomGenerator random) {
        JsonTree entry = JsonTree.object()
                .with("manifest_hash", JsonTree.string(digest(random)))
                .with("total_size", JsonTree.number(random.nextLong(1L << 50)))
                .with("file_count", JsonTree.number(random.nextInt(1000)))
                .with("installed_at", JsonTree.string("20" + (10 + random.nextInt(90)) + "-02-28T23:59:59Z"));
        return random.nextInt(3) > 0 ? entry : entry.with("pinned", JsonTree.raw("{\"by\":[\"me\",1e2,null]}"));
    }

    @Override
    boolean isRight(Map<String, JsonValue> document) {
        return true;
    }

    @Override
    public List<String> judgeAccepted(byte[] input, StoreIndex index) throws FormatException {
        Map<String, JsonValue> document = strict(input);
        judgeEntries(index, document);
        StoreIndex changed = index.with(ADDED, ENTRY);
        require(changed.find(ADDED).equals(Optional.of(ENTRY)), "it does not find what it set", document);
        JsonValue written = new JsonValue.JsonObject(strict(changed.toBytes()));
        JsonValue expected = new JsonValue.JsonObject(withEntry(document));
        require(JsonOracle.isSame(written, expected), "it changes more than an entry", document);
        StoreIndex gone = changed.without(ADDED);
        require(gone.find(ADDED).isEmpty(), "it finds what it removed", document);
        return List.of();
    }

    private static Map<String, JsonValue> withEntry(Map<String, JsonValue> document) {
        Optional<JsonValue> old = Optional.of(new JsonValue.JsonObject(document));
        for (String name : List.of(ADDED.group(), ADDED.model(), ADDED.version())) {
            old = old.flatMap(JsonOracle::members).map(members -> members.get(name));
        }
        Map<String, JsonValue> entry =
                new HashMap<>(old.flatMap(JsonOracle::members).orElse(Map.of()));
        entry.put("manifest_hash", JsonOracle.valueOf(ENTRY.manifest().hex()));
        entry.put("total_size", JsonOracle.valueOf(ENTRY.totalSize()));
        entry.put("file_count", JsonOracle.valueOf((long) ENTRY.fileCount()));
        entry.put("installed_at", JsonOracle.valueOf(ENTRY.installedAt().toString()));
        List<String> names = List.of(ADDED.group(), ADDED.model(), ADDED.version());
        return JsonOracle.with(document, names, new JsonValue.JsonObject(entry));
    }

    private static void judgeEntries(StoreIndex index, Map<String, JsonValue> document) throws FormatException {
        Set<ModelRef> surely = new TreeSet<>();
        document.forEach((group, models) -> JsonOracle.members(models)
                .orElse(Map.of())
                .forEach((model, versions) -> JsonOracle.members(versions)
                        .orElse(Map.of())
                        .forEach((version, entry) -> {
                            if (isListed(List.of(group, model, version), entry)) {
                                surely.add(new ModelRef(group, model, version));
                            }
                        })));
        SortedMap<ModelRef, StoreEntry> entries = index.entries();
        require(entries.keySet().containsAll(surely), "it does not list what is installed", surely);
        StoreIndex again = index;
        SortedMap<ModelRef, StoreEntry> whole = new TreeMap<>();
        for (Map.Entry<ModelRef, StoreEntry> listed : entries.entrySet()) {
            StoreEntry entry = listed.getValue();
            require(entry.totalSize() >= 0 && entry.fileCount() >= 0, "it lists less than nothing", entry);
            again = again.with(listed.getKey(), entry);
            whole.put(listed.getKey(), toTheSecond(entry));
        }
        require(StoreIndex.read(again.toBytes()).entries().equals(whole), "it does not read what it wrote", whole);
    }

    private static StoreEntry toTheSecond(StoreEntry entry) {
        Instant time = entry.installedAt().truncatedTo(ChronoUnit.SECONDS);
        return new StoreEntry(entry.manifest(), entry.totalSize(), entry.fileCount(), time);
    }

    private static boolean isListed(List<String> names, JsonValue value) {
        Map<String, JsonValue> entry = JsonOracle.members(value).orElse(Map.of());
        return names.stream().allMatch(NameOracle::isPart)
                && JsonOracle.digest(Optional.ofNullable(entry.get("manifest_hash")))
                        .isPresent()
                && JsonOracle.size(Optional.ofNullable(entry.get("total_size"))).isPresent()
                && JsonOracle.size(Optional.ofNullable(entry.get("file_count")))
                        .filter(count -> count <= Integer.MAX_VALUE)
                        .isPresent()
                && JsonOracle.text(Optional.ofNullable(entry.get("installed_at")))
                        .filter(time -> TIME.matcher(time).matches())
                        .isPresent();
    }
}
