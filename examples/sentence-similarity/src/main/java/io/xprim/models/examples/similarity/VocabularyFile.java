// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.similarity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The vocabulary in a {@code tokenizer.json}, as the Hugging Face tokenizers write it: the object {@code /model/vocab}. */
final class VocabularyFile {
    private VocabularyFile() {}

    /** The number of each token. */
    static Map<String, Integer> read(Path file) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), file)) {
            parser.nextToken();
            enter(parser, "model", file);
            enter(parser, "vocab", file);
            Map<String, Integer> vocabulary = new HashMap<>();
            for (String token = parser.nextName(); token != null; token = parser.nextName()) {
                vocabulary.put(token, parser.nextIntValue(0));
            }
            return vocabulary;
        } catch (JacksonException e) {
            throw new IOException(file + " cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static void enter(JsonParser parser, String member, Path file) throws IOException {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (name.equals(member) && value == JsonToken.START_OBJECT) {
                return;
            }
            parser.skipChildren();
        }
        throw new IOException(file + " is no tokenizer.json: it has no object \"" + member + '"');
    }
}
