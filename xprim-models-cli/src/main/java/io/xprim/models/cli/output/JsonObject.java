// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.output;

import io.xprim.models.InstalledModel;
import io.xprim.models.ModelFile;
import io.xprim.models.ModelRef;
import io.xprim.models.RemoteModel;
import io.xprim.models.Sha256;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** The members of a JSON object under way. The names of what many commands tell are written here, so that they are the same everywhere. */
public final class JsonObject {
    private final JsonGenerator generator;

    private JsonObject(JsonGenerator generator) {
        this.generator = generator;
    }

    static void write(JsonGenerator generator, Consumer<JsonObject> members) {
        generator.writeStartObject();
        members.accept(new JsonObject(generator));
        generator.writeEndObject();
    }

    public JsonObject text(String name, String value) {
        generator.writeName(name).writeString(value);
        return this;
    }

    public JsonObject number(String name, long value) {
        generator.writeName(name).writeNumber(value);
        return this;
    }

    public JsonObject flag(String name, boolean value) {
        generator.writeName(name).writeBoolean(value);
        return this;
    }

    public JsonObject object(String name, Consumer<JsonObject> members) {
        generator.writeName(name);
        write(generator, members);
        return this;
    }

    public JsonObject ref(ModelRef ref) {
        return object(
                "ref",
                json -> json.text("group", ref.group())
                        .text("model", ref.model())
                        .text("version", ref.version()));
    }

    public JsonObject manifestHash(Sha256 hash) {
        return text("manifest_hash", hash.hex());
    }

    public JsonObject content(long totalSize, long fileCount) {
        return number("total_size", totalSize).number("file_count", fileCount);
    }

    public JsonObject installed(InstalledModel model) {
        return ref(model.ref())
                .manifestHash(model.manifestHash())
                .content(model.totalSize(), model.fileCount())
                .instant("installed_at", model.installedAt())
                .text("path", model.path().toString());
    }

    /** What is known of an installed model besides, if it is. */
    public JsonObject history(InstalledModel model) {
        model.registry().ifPresent(registry -> text("registry", registry.toASCIIString()));
        model.lastVerified().ifPresent(time -> instant("last_verified", time));
        return this;
    }

    public JsonObject remote(RemoteModel model) {
        ref(model.ref()).manifestHash(model.manifestHash());
        model.aliasOf().ifPresent(target -> text("alias_of", target));
        generator.writeName("metadata");
        value(model.metadata());
        return this;
    }

    public JsonObject files(List<ModelFile> files) {
        return array(
                "files", files, (json, file) -> json.text("path", file.path()).number("size", file.size()));
    }

    /** An array of objects, one for each item. */
    public <T> JsonObject array(String name, Iterable<T> items, BiConsumer<JsonObject, T> members) {
        generator.writeName(name).writeStartArray();
        items.forEach(item -> write(generator, json -> members.accept(json, item)));
        generator.writeEndArray();
        return this;
    }

    private JsonObject instant(String name, Instant instant) {
        return text(name, instant.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** Whatever metadata may hold: see {@link RemoteModel#metadata()}. */
    private void value(Object value) {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            map.forEach((name, member) -> {
                generator.writeName(String.valueOf(name));
                value(member);
            });
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            list.forEach(this::value);
            generator.writeEndArray();
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Long number) {
            generator.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            generator.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            generator.writeNumber(number);
        } else if (value instanceof Optional<?> nothing && nothing.isEmpty()) {
            generator.writeNull();
        } else {
            generator.writeString(String.valueOf(value));
        }
    }
}
