// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Writes JSON documents, indented, with a line feed at the end. */
final class JsonWriter {
    private JsonWriter() {}

    static byte[] toBytes(Consumer<JsonGenerator> document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        generate(bytes, document);
        return bytes.toByteArray();
    }

    /** Writes to a stream, which stays open; its failures come out unchanged. */
    static void write(OutputStream target, Consumer<JsonGenerator> document) throws IOException {
        try {
            generate(target, document);
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    private static void generate(OutputStream target, Consumer<JsonGenerator> document) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try (JsonGenerator json = new JsonFactory().createGenerator(contextOf(printer), target, JsonEncoding.UTF8)) {
            document.accept(json);
            json.writeRaw('\n');
        }
    }

    /** Writes what {@link JsonReader#any()} reads. */
    static void any(JsonGenerator json, Object value) {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            // 3e0 is no whole number to who reads it, and must not become one by being written.
            json.writeNumber(number.scale() == 0 ? number + "E0" : number.toString());
        } else if (value instanceof Optional) {
            json.writeNull();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(element -> any(json, element));
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((name, member) -> {
                json.writeName((String) name);
                any(json, member);
            });
            json.writeEndObject();
        } else {
            throw new IllegalArgumentException("no JSON value: " + value.getClass());
        }
    }

    private static ObjectWriteContext contextOf(PrettyPrinter printer) {
        return new ObjectWriteContext.Base() {
            @Override
            public PrettyPrinter getPrettyPrinter() {
                return printer;
            }
        };
    }
}
