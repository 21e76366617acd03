// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.fixtures.JsonValue;
import io.xprim.models.fixtures.fuzz.FuzzTarget;
import io.xprim.models.fixtures.fuzz.Hostile;
import io.xprim.models.fixtures.fuzz.JsonOracle;
import io.xprim.models.fixtures.fuzz.JsonTree;
import io.xprim.models.fixtures.fuzz.TreeBreaker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What fuzzing of all documents has in common. */
abstract class DocumentTarget<T> implements FuzzTarget<T> {
    private static final List<String> STRICT_JSON = List.of(
            "^not valid JSON: ",
            "^there is something behind the end",
            "^the document ends early",
            "^an object is expected",
            "half of a surrogate pair");

    private final List<String> words;
    private final TreeBreaker breaker;
    private final List<Pattern> messages;

    /** Made of these names of members, and of what is hostile. */
    DocumentTarget(List<String> names, List<String> messages) {
        words = Stream.concat(names.stream().map(name -> '"' + name + '"'), Hostile.all().stream())
                .toList();
        breaker = new TreeBreaker(words);
        this.messages = Stream.concat(messages.stream(), STRICT_JSON.stream())
                .map(Pattern::compile)
                .toList();
    }

    /** A document that is right, or nearly. */
    abstract JsonTree document(RandomGenerator random);

    /** Whether a document that is one object of strict JSON, and within bounds, has to be understood. */
    abstract boolean isRight(Map<String, JsonValue> document);

    @Override
    public final List<Pattern> messages() {
        return messages;
    }

    @Override
    public final List<String> words() {
        return words;
    }

    @Override
    public final byte[] generate(RandomGenerator random) {
        JsonTree document = document(random);
        for (int breaks = random.nextInt(5) - 1; breaks > 0; breaks -= 2) {
            breaker.breakOnce(document, random);
        }
        return document.toBytes(random);
    }

    @Override
    public final boolean isRefusal(Exception failure) {
        return failure instanceof FormatException;
    }

    @Override
    public final void judgeRefused(byte[] input, String message) {
        Optional<Map<String, JsonValue>> document = JsonOracle.object(input)
                .filter(members -> JsonOracle.isModest(new JsonValue.JsonObject(members)))
                .filter(this::isRight);
        JsonOracle.require(document.isEmpty(), "it refuses what is right", message);
    }

    /** What was accepted, as others read it. */
    static Map<String, JsonValue> strict(byte[] accepted) {
        return JsonOracle.object(accepted).orElseThrow(() -> new AssertionError("it accepts what is no strict JSON"));
    }

    static <E> E pick(List<E> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }

    static String digest(RandomGenerator random) {
        return pick(List.of("0", "7", "a", "f"), random).repeat(61) + pick(List.of("abc", "123", "0f0"), random);
    }
}
