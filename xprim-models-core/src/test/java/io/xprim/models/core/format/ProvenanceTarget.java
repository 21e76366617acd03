// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import static io.xprim.models.fixtures.fuzz.JsonOracle.require;

import io.xprim.models.fixtures.JsonValue;
import io.xprim.models.fixtures.fuzz.JsonOracle;
import io.xprim.models.fixtures.fuzz.JsonTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** provenance.json. */
final class ProvenanceTarget extends DocumentTarget<Provenance> {
    private static final Pattern TIME = Pattern.compile(
            "20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T(0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z");

    ProvenanceTarget() {
        super(
                List.of("manifest_hash", "registry", "installed_at"),
                List.of(
                        "^the exponent of a number is too large",
                        "^the provenance has no ",
                        "^malformed provenance: not a SHA-256 digest",
                        "^malformed provenance: Text"));
    }

    @Override
    public String name() {
        return "provenance";
    }

    @Override
    public int inputs() {
        return 10_000;
    }

    @Override
    public int leastAccepted() {
        return 10;
    }

    @Override
    public Provenance parse(byte[] input) throws FormatException {
        return Provenance.read(input);
    }

    @Override
    JsonTree document(RandomGenerator random) {
        JsonTree document = JsonTree.object()
                .with("manifest_hash", JsonTree.string(digest(random)))
                .with(
                        "registry",
                        JsonTree.string(pick(List.of("https://models.example/r", "file:///srv/r", ""), random)))
                .with("installed_at", JsonTree.string("20" + (10 + random.nextInt(90)) + "-02-28T23:59:59Z"));
        return random.nextInt(3) > 0 ? document : document.with("signer", JsonTree.raw("[1,{\"a\":null}]"));
    }

    @Override
    boolean isRight(Map<String, JsonValue> document) {
        return JsonOracle.digest(Optional.ofNullable(document.get("manifest_hash")))
                        .isPresent()
                && JsonOracle.text(Optional.ofNullable(document.get("registry")))
                        .isPresent()
                && JsonOracle.text(Optional.ofNullable(document.get("installed_at")))
                        .filter(time -> TIME.matcher(time).matches())
                        .isPresent();
    }

    @Override
    public List<String> judgeAccepted(byte[] input, Provenance provenance) throws FormatException {
        Map<String, JsonValue> document = strict(input);
        Optional<String> hash = JsonOracle.digest(Optional.ofNullable(document.get("manifest_hash")));
        require(hash.equals(Optional.of(provenance.manifest().hex())), "it gives another hash", document);
        Optional<String> registry = JsonOracle.text(Optional.ofNullable(document.get("registry")));
        require(registry.equals(Optional.of(provenance.registry())), "it gives another registry", document);
        require(Provenance.read(provenance.toBytes()).equals(provenance), "it does not read what it wrote", document);
        return List.of();
    }
}
