// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import static io.xprim.models.fixtures.fuzz.JsonOracle.require;

import io.xprim.models.fixtures.fuzz.TextTarget;
import io.xprim.models.spi.HttpHeaders;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** {@code ETag}; a line feed ends a value, and another one follows. */
final class EntityTagTarget extends TextTarget<Validator> {
    private static final URI FROM = URI.create("https://host.example/models.json");
    private static final int LONGEST = 1000;

    EntityTagTarget() {
        super("etag", "^nothing$");
    }

    @Override
    public List<String> words() {
        return List.of(
                "\"",
                "W/",
                "w/",
                "\n",
                "\r",
                "\r\nX: y",
                " ",
                "\u0000",
                "\u007f",
                "\u00e9",
                "*",
                "\\",
                "a".repeat(999),
                "a".repeat(1001));
    }

    @Override
    protected String text(RandomGenerator random) {
        String tag = pick(random, "", "a", "5f-9!~", "x y", "a".repeat(LONGEST), "\u00e9");
        return pick(random, "", "", "W/", "w/") + '"' + tag + '"' + pick(random, "", "", "", "\n\"b\"", " ");
    }

    @Override
    protected Validator parse(String text) throws Nothing {
        HttpHeaders headers = HttpHeaders.of(Map.of("etag", List.of(text.split("\n", -1))));
        return Validator.of(FROM, headers).orElseThrow(Nothing::new);
    }

    @Override
    public boolean isRefusal(Exception failure) {
        return failure instanceof Nothing;
    }

    @Override
    protected boolean isRight(String text) {
        String tag = text.startsWith("W/") ? text.substring(2) : text;
        return tag.length() >= 2
                && tag.length() <= LONGEST + 2
                && tag.startsWith("\"")
                && tag.indexOf('"', 1) == tag.length() - 1
                && tag.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    @Override
    protected void judge(String text, Validator validator) {
        require(isRight(text), "it takes what is no entity tag", text);
        require(validator.entityTag().equals(text) && validator.uri().equals(FROM), "it changes the tag", text);
    }
}
