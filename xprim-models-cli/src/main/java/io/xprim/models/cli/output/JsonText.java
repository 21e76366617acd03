// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.output;

import java.io.StringWriter;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Makes JSON documents (RFC 8259) of one line. Everything but ASCII is escaped, so that the document is right in whatever encoding the
 * stream has that it is written to, and all control characters, so that a terminal shows it and does nothing.
 */
public final class JsonText {
    private JsonText() {}

    public static String object(Consumer<JsonObject> members) {
        return document(generator -> JsonObject.write(generator, members));
    }

    /** An array of objects, one for each item. */
    public static <T> String array(Iterable<T> items, BiConsumer<JsonObject, T> members) {
        return document(generator -> {
            generator.writeStartArray();
            items.forEach(item -> JsonObject.write(generator, json -> members.accept(json, item)));
            generator.writeEndArray();
        });
    }

    private static String document(Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter();
        JsonFactory factory =
                JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
        try (JsonGenerator generator = factory.createGenerator(ObjectWriteContext.empty(), text)) {
            content.accept(generator);
        }
        // The one control character that JSON may have as it is, and that Jackson leaves.
        return text.toString().replace("\u007f", "\\u007F");
    }
}
