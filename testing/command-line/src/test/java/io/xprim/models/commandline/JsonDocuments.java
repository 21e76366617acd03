// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.commandline;

import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads output as JSON, strictly. */
final class JsonDocuments {
    private JsonDocuments() {}

    /** How many documents there are, one after the other; what is none throws. */
    static int count(String output) {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        int documents = 0;
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), output)) {
            while (parser.nextToken() != null) {
                parser.skipChildren();
                documents++;
            }
        }
        return documents;
    }
}
