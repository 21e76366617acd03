// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.Limits;
import io.xprim.models.ModelFile;
import java.util.List;
import java.util.Optional;

/**
 * What a version of a model consists of: a stream of bytes in chunks, and the files that are cut from it in order. What exists is
 * consistent: the files' sizes sum to the chunks', and all paths can be created side by side on any platform.
 *
 * @param files the files, in the order of the stream
 */
public record Manifest(ChunkList chunks, List<ModelFile> files) {
    /**
     * Checks that both fit.
     *
     * @param limits of which those of files hold for the folders that they need, too
     * @throws FormatException if paths collide, or need too many folders
     * @throws FormatException.Sizes if the sizes do not add up
     */
    public static Manifest of(ChunkList chunks, List<ModelFile> files, Limits limits) throws FormatException {
        long left = chunks.totalSize();
        for (ModelFile file : files) {
            if (file.size() > left) {
                throw new FormatException.Sizes("the files are larger together than total_size, " + chunks.totalSize());
            }
            left -= file.size();
        }
        if (left != 0) {
            throw new FormatException.Sizes(
                    "the files have " + (chunks.totalSize() - left) + " bytes, not total_size, " + chunks.totalSize());
        }
        ensureNoCollisions(files, limits);
        return new Manifest(chunks, List.copyOf(files));
    }

    /**
     * Checks that all files can stand side by side.
     *
     * @throws FormatException if they cannot, or need too many folders
     */
    public static void ensureNoCollisions(List<ModelFile> files, Limits limits) throws FormatException {
        new PathCollisions(files, limits.files()).check();
    }

    /** A file that some file system takes for a name at the top of the model, whether it is called just so or not. */
    public Optional<ModelFile> findTakenFor(String name) {
        String folded = PathFolding.fold(name);
        return files.stream()
                .filter(file -> file.path().indexOf('/') < 0)
                .filter(file -> PathFolding.fold(file.path()).equals(folded))
                .findFirst();
    }

    public long totalSize() {
        return chunks.totalSize();
    }
}
