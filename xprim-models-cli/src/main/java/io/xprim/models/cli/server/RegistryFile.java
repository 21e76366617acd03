// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file of a registry that may be served.
 *
 * @param path where it is
 * @param contentType its media type
 * @param etag its entity tag, with the quotes
 * @param cacheControl how long it may be cached
 * @param modified when it was changed
 */
record RegistryFile(Path path, String contentType, String etag, String cacheControl, Instant modified) {
    private static final String INDEX = "/models.json";
    private static final Pattern DATA = Pattern.compile("/data/([0-9a-f]{64})");

    /**
     * Finds what a request is for. Only the two forms of a registry's paths, as they stand, lead anywhere: nothing is decoded, so
     * nothing can lead out of the folder.
     */
    static Optional<RegistryFile> find(Path registry, String rawPath) throws IOException {
        if (rawPath.equals(INDEX)) {
            return index(registry.resolve(INDEX.substring(1)));
        }
        var data = DATA.matcher(rawPath);
        return data.matches() ? data(registry.resolve("data").resolve(data.group(1)), data.group(1)) : Optional.empty();
    }

    private static Optional<RegistryFile> index(Path path) throws IOException {
        return attributes(path).map(attributes -> {
            Instant modified = attributes.lastModifiedTime().toInstant();
            String etag = Long.toHexString(modified.getEpochSecond()) + "-" + Integer.toHexString(modified.getNano())
                    + "-" + Long.toHexString(attributes.size());
            return new RegistryFile(path, "application/json", '"' + etag + '"', "no-cache", modified);
        });
    }

    private static Optional<RegistryFile> data(Path path, String sha256) throws IOException {
        return attributes(path)
                .map(attributes -> new RegistryFile(
                        path,
                        "application/octet-stream",
                        '"' + sha256 + '"',
                        "public, max-age=31536000, immutable",
                        attributes.lastModifiedTime().toInstant()));
    }

    private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        return Optional.of(Files.readAttributes(path, BasicFileAttributes.class));
    }
}
