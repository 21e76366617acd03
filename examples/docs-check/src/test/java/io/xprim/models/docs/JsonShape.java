// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.docs;

import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Which members a JSON document has, and of which kind they are. */
final class JsonShape {
    private JsonShape() {}

    /** Each scalar's place and kind, such as {@code /ref/group VALUE_STRING}. */
    static Set<String> of(String document) {
        Set<String> members = new TreeSet<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), document)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue() || token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                    members.add(parser.streamReadContext().pathAsPointer() + " " + token);
                }
            }
        }
        return members;
    }
}
