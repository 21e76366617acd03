// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import static io.xprim.models.fixtures.fuzz.JsonOracle.require;

import io.xprim.models.ModelRef;
import io.xprim.models.RemoteModel;
import io.xprim.models.Sha256;
import io.xprim.models.fixtures.JsonValue;
import io.xprim.models.fixtures.fuzz.JsonOracle;
import io.xprim.models.fixtures.fuzz.JsonTree;
import io.xprim.models.fixtures.fuzz.NameOracle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Indexes, as they are read and as their publisher changes them. */
final class RegistryIndexTarget extends DocumentTarget<RegistryIndex> {
    private static final int MOST_HOPS = 16;
    private static final ModelRef ADDED = new ModelRef("g", "m", "added");

    RegistryIndexTarget() {
        super(
                List.of("hash", "alias_of", "metadata", "g", "m", "v", "w", "x"),
                List.of(
                        "has no usable target",
                        "^the exponent of a number is too large",
                        "it is no object",
                        "it has no hash",
                        "its alias_of is no string",
                        "its hash is not a SHA-256 digest",
                        "must be 1 to 100 letters",
                        "must not end with a dot",
                        "is reserved for the store itself",
                        "is the name of a device",
                        "leads round in a circle",
                        "which the index does not have"));
    }

    @Override
    public String name() {
        return "index";
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
    public RegistryIndex parse(byte[] input) throws FormatException {
        return IndexCodec.read(input);
    }

    @Override
    JsonTree document(RandomGenerator random) {
        JsonTree groups = JsonTree.object();
        for (String group : some(List.of("g", "other"), random)) {
            JsonTree models = JsonTree.object();
            for (String model : some(List.of("m", "n.1", "O_o"), random)) {
                models.with(model, versions(random));
            }
            groups.with(group, models);
        }
        return groups;
    }

    private static JsonTree versions(RandomGenerator random) {
        JsonTree versions = JsonTree.object();
        for (String version : some(List.of("v", "w", "x", "y", "z"), random)) {
            JsonTree entry = JsonTree.object().with("hash", JsonTree.string(digest(random)));
            if (random.nextInt(3) == 0) {
                entry.with("alias_of", JsonTree.string(pick(List.of("v", "w", "x", "y", "z", "gone"), random)));
            }
            if (random.nextInt(3) == 0) {
                entry.with("metadata", JsonTree.raw("{\"a\":[1,null,2.5e1,true,\"\\u00e9\"],\"b\":{}}"));
            }
            versions.with(version, entry);
        }
        return versions;
    }

    static List<String> some(List<String> all, RandomGenerator random) {
        return all.stream().filter(each -> random.nextBoolean()).toList();
    }

    @Override
    boolean isRight(Map<String, JsonValue> document) {
        return true;
    }

    @Override
    public List<String> judgeAccepted(byte[] input, RegistryIndex index) throws FormatException {
        Map<String, JsonValue> document = strict(input);
        Expected expected = new Expected(document);
        require(index.entries().keySet().equals(expected.entries.keySet()), "it lists other entries", index.entries());
        require(index.problems().isEmpty() == (expected.problems == 0), "it hides a problem", index.problems());
        require(index.problems().size() <= expected.problems, "it makes up a problem", index.problems());
        List<String> said = new ArrayList<>(index.problems().values());
        for (ModelRef ref : expected.entries.keySet()) {
            find(index, ref, expected).ifPresent(said::add);
        }
        if (JsonOracle.isModest(new JsonValue.JsonObject(document))) {
            judgePublisher(input, document);
        }
        return said;
    }

    /** Looks an entry up; answers with why not. */
    private static Optional<String> find(RegistryIndex index, ModelRef ref, Expected expected) {
        Optional<ModelRef> target = expected.target(ref);
        RemoteModel found;
        try {
            found = index.find(ref).orElseThrow(() -> new AssertionError("it does not find what it lists: " + ref));
        } catch (FormatException e) {
            require(target.isEmpty(), "it does not follow an alias", e);
            return Optional.of(String.valueOf(e.getMessage()));
        }
        ModelRef end = target.orElseThrow(() -> new AssertionError("it follows an alias to nowhere: " + ref));
        Optional<String> hash = JsonOracle.digest(expected.member(end, "hash"));
        require(hash.equals(Optional.of(found.manifestHash().hex())), "it gives another hash", ref);
        JsonValue metadata = expected.member(ref, "metadata")
                .filter(JsonValue.JsonObject.class::isInstance)
                .orElseGet(() -> new JsonValue.JsonObject(Map.of()));
        require(JsonOracle.isSame(JsonOracle.valueOf(found.metadata()), metadata), "it gives other metadata", ref);
        Optional<String> stands = end.equals(ref) ? Optional.empty() : Optional.of(end.version());
        require(found.aliasOf().equals(stands), "it names another target", ref);
        return Optional.empty();
    }

    private static void judgePublisher(byte[] input, Map<String, JsonValue> document) throws FormatException {
        Sha256 hash = new Sha256("0".repeat(64));
        byte[] written = IndexDocument.read(input)
                .with(ADDED, new IndexEntry(hash, Optional.of("v"), Map.of()))
                .toBytes();
        JsonValue entry = JsonOracle.valueOf(Map.of("hash", hash.hex(), "alias_of", "v"));
        Map<String, JsonValue> changed = JsonOracle.with(document, List.of("g", "m", "added"), entry);
        require(
                JsonOracle.isSame(new JsonValue.JsonObject(strict(written)), new JsonValue.JsonObject(changed)),
                "its publisher changes more than an entry",
                document);
    }

    /** What an index says. */
    private static final class Expected {
        private final Map<ModelRef, Map<String, JsonValue>> entries = new TreeMap<>();
        private int problems;

        Expected(Map<String, JsonValue> document) {
            document.forEach((group, models) -> members(models)
                    .forEach((model, versions) ->
                            members(versions).forEach((version, entry) -> add(group, model, version, entry))));
        }

        private Map<String, JsonValue> members(JsonValue value) {
            Optional<Map<String, JsonValue>> members = JsonOracle.members(value);
            problems += members.isEmpty() ? 1 : 0;
            return members.orElse(Map.of());
        }

        private void add(String group, String model, String version, JsonValue value) {
            Optional<Map<String, JsonValue>> entry = JsonOracle.members(value)
                    .filter(members -> JsonOracle.digest(Optional.ofNullable(members.get("hash")))
                            .isPresent())
                    .filter(members -> !members.containsKey("alias_of")
                            || members.get("alias_of") instanceof JsonValue.JsonString);
            if (entry.isPresent()
                    && NameOracle.isPart(group)
                    && NameOracle.isPart(model)
                    && NameOracle.isPart(version)) {
                entries.put(new ModelRef(group, model, version), entry.get());
            } else {
                problems++;
            }
        }

        Optional<JsonValue> member(ModelRef ref, String name) {
            return Optional.ofNullable(entries.get(ref)).map(entry -> entry.get(name));
        }

        /** What a reference stands for in the end; nothing if it stands for nothing, or it takes too long to find out. */
        Optional<ModelRef> target(ModelRef ref) {
            ModelRef at = ref;
            for (int hops = 0; hops <= MOST_HOPS; hops++) {
                Optional<String> next = JsonOracle.text(member(at, "alias_of"));
                if (next.isEmpty()) {
                    return Optional.of(at).filter(entries::containsKey);
                }
                if (!NameOracle.isPart(next.get())) {
                    return Optional.empty();
                }
                at = at.withVersion(next.get());
            }
            return Optional.empty();
        }
    }
}
