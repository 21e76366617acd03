// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import static io.xprim.models.fixtures.fuzz.JsonOracle.require;

import io.xprim.models.fixtures.fuzz.TextTarget;
import io.xprim.models.spi.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** {@code Content-Length}; a line feed ends a value, and another one follows. */
final class ContentLengthTarget extends TextTarget<Long> {
    ContentLengthTarget() {
        super("content-length", "^nothing$");
    }

    @Override
    public List<String> words() {
        return List.of(
                "0",
                "9",
                "-",
                "+",
                ",",
                "\n",
                " ",
                "0x",
                "e3",
                ".5",
                "\u0661",
                "9223372036854775807",
                "9223372036854775808",
                "999999999999999999");
    }

    @Override
    protected String text(RandomGenerator random) {
        return random.nextLong(1L << random.nextInt(1, 62)) + pick(random, "", "", "", "", "\n5", " ", ", 5");
    }

    @Override
    protected Long parse(String text) throws Nothing {
        HttpHeaders headers = HttpHeaders.of(Map.of("content-length", List.of(text.split("\n", -1))));
        OptionalLong length = headers.contentLength();
        if (length.isEmpty()) {
            throw new Nothing();
        }
        return length.getAsLong();
    }

    @Override
    public boolean isRefusal(Exception failure) {
        return failure instanceof Nothing;
    }

    @Override
    protected boolean isRight(String text) {
        return !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    protected void judge(String text, Long length) {
        require(isRight(text), "it takes what is no length", text);
        require(text.replaceFirst("^0+(?=.)", "").equals(length.toString()), "it reads another length", text);
    }
}
