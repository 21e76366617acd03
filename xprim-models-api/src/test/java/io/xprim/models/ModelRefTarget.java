// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import static io.xprim.models.fixtures.fuzz.JsonOracle.require;

import io.xprim.models.fixtures.fuzz.NameOracle;
import io.xprim.models.fixtures.fuzz.TextTarget;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** References. */
final class ModelRefTarget extends TextTarget<ModelRef> {
    private static final Pattern FORM = Pattern.compile("([^/: ]*)/([^/: ]*)[: ]([^/: ]*)");

    ModelRefTarget() {
        super(
                "reference",
                "is no model reference",
                "must be 1 to 100",
                "must not end with a dot",
                "is reserved",
                "name of a device");
    }

    @Override
    public List<String> words() {
        return List.of(
                "/",
                ":",
                " ",
                "..",
                "../",
                ".",
                "-",
                "_",
                "cache",
                "Registry.JSON",
                "registry.json.lock",
                "con",
                "com1",
                "LPT9.x",
                "nul",
                "\u0000",
                "\n",
                "\u001b[2J",
                "\u202e",
                "\u212a",
                "\u0661",
                "\u00e9",
                "a".repeat(99),
                "a".repeat(101),
                "a/b",
                "a:b",
                "a b",
                "\\");
    }

    @Override
    protected String text(RandomGenerator random) {
        return part(random)
                + pick(random, "/", "/", "/", "/", ":")
                + part(random)
                + pick(random, ":", " ", ":", "/")
                + part(random);
    }

    private static String part(RandomGenerator random) {
        return pick(random, "g", "Org-1", "model_x.v2", "7", "n".repeat(100), "caches", "console")
                + pick(random, "", "", "", "", "", "", "", "-rf", "..", "\n");
    }

    @Override
    protected ModelRef parse(String text) {
        return ModelRef.parse(text);
    }

    @Override
    public boolean isRefusal(Exception failure) {
        return failure instanceof InvalidReferenceException;
    }

    @Override
    protected boolean isRight(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                && NameOracle.isPart(form.group(1))
                && NameOracle.isPart(form.group(2))
                && NameOracle.isPart(form.group(3));
    }

    @Override
    protected void judge(String text, ModelRef ref) {
        require(isRight(text), "it takes what is no reference", text);
        require(ref.toString().equals(text.replace(':', ' ')), "it reads another reference", text);
        require(ModelRef.parse(ref.toString()).equals(ref), "it does not read what it wrote", text);
    }
}
