// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import io.xprim.models.spi.SafeText;
import java.util.Objects;

/**
 * A file of a model. What exists can be created below any folder on any platform without leaving it: the path is relative, in canonical
 * form and free of names that a platform or an application's metadata reserves.
 *
 * @param path the path below the model's folder, segments separated by {@code /}; at most 1024 bytes of UTF-8, 64 segments, 255 bytes each
 * @param size the file's size in bytes, 0 or more
 * @since 0.1
 */
public record ModelFile(String path, long size) {
    /**
     * Checks path and size.
     *
     * @throws IllegalArgumentException if the path is not safe or the size is negative
     */
    public ModelFile {
        Objects.requireNonNull(path, "path");
        NameRules.problemOfPath(path).ifPresent(problem -> {
            throw new IllegalArgumentException("the path " + SafeText.quoted(path) + " " + problem);
        });
        if (size < 0) {
            throw new IllegalArgumentException("the size of " + SafeText.quoted(path) + " is negative: " + size);
        }
    }
}
