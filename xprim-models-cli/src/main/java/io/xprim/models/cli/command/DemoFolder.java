// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.StorageException;
import io.xprim.models.cli.failure.UsageException;
import io.xprim.models.cli.option.FolderText;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Where the demonstration takes place. Closing deletes it, unless it is to stay.
 *
 * @param path the folder
 * @param kept whether it stays
 */
record DemoFolder(Path path, boolean kept) implements AutoCloseable {
    /**
     * Makes the folder.
     *
     * @param chosen the caller's folder, which always stays; null for a temporary one
     */
    static DemoFolder open(@Nullable String chosen, boolean keep) {
        try {
            return chosen == null || chosen.isEmpty()
                    ? new DemoFolder(
                            Files.createTempDirectory("xprim-models-demo-").toRealPath(), keep)
                    : new DemoFolder(
                            Files.createDirectories(UsageException.naming("--dir", () -> FolderText.parse(chosen))),
                            true);
        } catch (IOException e) {
            throw new StorageException("demo: make a folder to work in: " + e + "; choose another with --dir", e);
        }
    }

    Path sample() {
        return path.resolve("sample");
    }

    Path registry() {
        return path.resolve("registry");
    }

    Path data() {
        return path.resolve("data");
    }

    @Override
    public void close() {
        if (kept) {
            return;
        }
        try {
            Files.walkFileTree(path, new Deletion());
        } catch (IOException e) {
            throw new StorageException("demo: delete " + path + ": " + e, e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
