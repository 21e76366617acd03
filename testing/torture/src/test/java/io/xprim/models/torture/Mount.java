// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file system of its own, which only root can have. Closing unmounts it. */
final class Mount implements AutoCloseable {
    private final Path point;

    private Mount(Path point) {
        this.point = point;
    }

    static Mount tmpfs(Path point, String size) throws IOException, InterruptedException {
        return mount(point, "-t", "tmpfs", "-o", "size=" + size, "tmpfs");
    }

    static Mount image(Path image, Path point, String options) throws IOException, InterruptedException {
        return mount(point, "-t", "ext4", "-o", "loop," + options, image.toString());
    }

    private static Mount mount(Path point, String... what) throws IOException, InterruptedException {
        Files.createDirectories(point);
        List<String> command = new ArrayList<>(List.of("mount"));
        command.addAll(List.of(what));
        command.add(point.toString());
        Tool.require(command.toArray(String[]::new));
        return new Mount(point);
    }

    /** Why it cannot be done here. */
    static Optional<String> obstacle(Trial trial) {
        try {
            Path folder = Files.createTempDirectory("torture-mount");
            try {
                trial.mount(folder);
                return Optional.empty();
            } catch (AssertionError e) {
                return Optional.of(String.valueOf(e.getMessage()));
            } finally {
                Trees.delete(folder);
            }
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** An attempt to mount something, and to unmount it. */
    interface Trial {
        void mount(Path folder) throws IOException, InterruptedException;
    }

    @Override
    public void close() throws InterruptedException {
        Tool.require("umount", point.toString());
    }
}
