// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The disk, with something done before each operation: it is noted, made to fail, or preceded by what another process would do just then.
 * Thread-safe, if that is.
 */
class WatchedFileOperations implements FileOperations {
    private final FileOperations disk = new SystemFileOperations();
    private final AtomicInteger count = new AtomicInteger();
    private final Watch watch;

    WatchedFileOperations(Watch watch) {
        this.watch = watch;
    }

    /** What is done before an operation; its failure is the operation's. */
    @FunctionalInterface
    interface Watch {
        void before(Step step) throws IOException;
    }

    /**
     * An operation.
     *
     * @param number counted from 1
     * @param name of the method; those of open files as {@code file.write}
     */
    record Step(int number, String name, Path path) {
        boolean is(String wantedName, Path wantedPath) {
            return name.equals(wantedName) && path.equals(wantedPath);
        }
    }

    /** From one operation on, none reaches the disk, as if the machine had stopped. */
    static WatchedFileOperations stoppedAt(int number) {
        return new WatchedFileOperations(step -> {
            if (step.number() >= number) {
                throw new IOException("stopped");
            }
        });
    }

    /** How many operations there were. */
    int count() {
        return count.get();
    }

    private void before(String name, Path path) throws IOException {
        watch.before(new Step(count.incrementAndGet(), name, path));
    }

    @Override
    public OpenFile create(Path file) throws IOException {
        before("create", file);
        return new WatchedFile(file, disk.create(file));
    }

    @Override
    public OpenFile openForWriting(Path file) throws IOException {
        before("openForWriting", file);
        return new WatchedFile(file, disk.openForWriting(file));
    }

    @Override
    public OpenFile openForReading(Path file) throws IOException {
        before("openForReading", file);
        return new WatchedFile(file, disk.openForReading(file));
    }

    @Override
    public Optional<Status> status(Path path) throws IOException {
        before("status", path);
        return disk.status(path);
    }

    @Override
    public Optional<Path> realDirectory(Path path) throws IOException {
        before("realDirectory", path);
        return disk.realDirectory(path);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        before("list", directory);
        return disk.list(directory);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        before("createDirectory", directory);
        disk.createDirectory(directory);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        before("move", to);
        disk.move(from, to);
    }

    @Override
    public void delete(Path path) throws IOException {
        before("delete", path);
        disk.delete(path);
    }

    @Override
    public void touch(Path file, Instant time) throws IOException {
        before("touch", file);
        disk.touch(file, time);
    }

    @Override
    public void copyPermissions(Path from, Path to) throws IOException {
        before("copyPermissions", to);
        disk.copyPermissions(from, to);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        before("forceDirectory", directory);
        disk.forceDirectory(directory);
    }

    @Override
    public long usableSpace(Path path) throws IOException {
        before("usableSpace", path);
        return disk.usableSpace(path);
    }

    @Override
    public String fileSystemType(Path path) throws IOException {
        before("fileSystemType", path);
        return disk.fileSystemType(path);
    }

    private final class WatchedFile implements OpenFile {
        private final Path path;
        private final OpenFile file;

        WatchedFile(Path path, OpenFile file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            before("file.write", path);
            return file.write(bytes, position);
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            before("file.read", path);
            return file.read(bytes, position);
        }

        @Override
        public long size() throws IOException {
            before("file.size", path);
            return file.size();
        }

        @Override
        public void force() throws IOException {
            before("file.force", path);
            file.force();
        }

        @Override
        public void close() throws IOException {
            try {
                before("file.close", path);
            } finally {
                file.close();
            }
        }
    }
}
