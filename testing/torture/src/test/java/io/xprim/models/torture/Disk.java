// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** An ext4 disk in a file, which can lose its power. */
final class Disk implements AutoCloseable {
    private static final long SIZE = 64 << 20;
    /** A rename is to be as unsafe as elsewhere: ext4 would force the file that replaces another one. */
    private static final String OPTIONS = "noauto_da_alloc,commit=";

    private final Path image;
    private final Path copy;
    private final Path root;
    private Mount mount;

    /**
     * Makes one and mounts it.
     *
     * @param commitSeconds how long what was not forced stays in memory
     */
    Disk(Path folder, int commitSeconds) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        image = folder.resolve("image");
        copy = folder.resolve("copy-of-image");
        root = folder.resolve("disk");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(SIZE);
        }
        Tool.require("mkfs.ext4", "-q", "-F", image.toString());
        mount = Mount.image(image, root, OPTIONS + commitSeconds);
    }

    Path root() {
        return root;
    }

    void force() throws InterruptedException {
        Tool.require("sync", "-f", root.toString());
    }

    /** Notes what is on it now. Nobody writes meanwhile, or the copy is of no one moment. */
    void copy() throws IOException {
        Files.copy(image, copy);
    }

    /** From now on it has what was on it when it was copied. */
    void restore() throws IOException, InterruptedException {
        mount.close();
        Files.move(copy, image, StandardCopyOption.REPLACE_EXISTING);
        mount = Mount.image(image, root, OPTIONS + 5);
    }

    @Override
    public void close() throws InterruptedException {
        mount.close();
    }
}
