// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import io.xprim.models.ModelRef;
import io.xprim.models.PublishOptions;
import io.xprim.models.PublishResult;
import io.xprim.models.RegistryPublisher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Keeps what it is told, and makes an index of nothing. */
final class StubPublisher implements RegistryPublisher {
    @Nullable
    Path registry;

    @Nullable
    Path folder;

    @Nullable
    PublishOptions options;

    RegistryPublisher open(Path directory) {
        registry = directory;
        return this;
    }

    @Override
    public PublishResult publish(Path source, ModelRef ref, PublishOptions given) {
        folder = source;
        options = given;
        try {
            if (registry != null) {
                Files.writeString(Files.createDirectories(registry).resolve("models.json"), "{}");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PublishResult.Builder result = PublishResult.builder()
                .ref(ref)
                .manifestHash(StubManager.HASH)
                .totalSize(79_167_488)
                .fileCount(1)
                .chunkCount(8)
                .bytesWritten(10_485_760);
        given.alias().ifPresent(result::alias);
        return result.build();
    }
}
