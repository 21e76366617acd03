// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.docs;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The schemas of {@code docs/guide/json}, by the names of their files without what they all end with. */
final class Schemas {
    static final String ENDING = ".schema.json";

    private static final Path FOLDER = Page.ROOT.resolve("docs/guide/json");
    private static final String BASE = "https://schemas.invalid/";

    private final SchemaRegistry registry;

    private Schemas(UnaryOperator<String> change) {
        Map<String, String> byAddress = texts().entrySet().stream()
                .collect(
                        Collectors.toMap(file -> BASE + file.getKey() + ENDING, file -> change.apply(file.getValue())));
        registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(byAddress));
    }

    /** As they are for readers: what they do not know of may be there besides. */
    static Schemas open() {
        return new Schemas(text -> text);
    }

    /** As they are for us: nothing may be there that they do not know of. */
    static Schemas closed() {
        return new Schemas(
                text -> text.replace("\"properties\": {", "\"additionalProperties\": false, \"properties\": {"));
    }

    /** What they say, by name. */
    static Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                texts.put(
                        file.getFileName().toString().replace(ENDING, ""),
                        Files.readString(file, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /** What is wrong with a document. */
    List<String> problems(String name, JsonNode document) {
        Schema schema = registry.getSchema(SchemaLocation.of(BASE + name + ENDING));
        return schema
                .validate(document, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }
}
