// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/** Files that threads use, close and evict behave as if one thread did: none is used once it is closed, and none is made twice. */
@Param(name = "file", gen = IntGen.class, conf = "0:1")
public class OpenFilesTest {
    private static final int FILES = 66;
    /** Made beforehand: what Lincheck runs may not touch a file system, not even by name. */
    private static final List<Path> PATHS =
            IntStream.range(0, FILES).mapToObj(file -> Path.of("file" + file)).toList();

    private final AtomicIntegerArray sizes = new AtomicIntegerArray(FILES);
    private final AtomicBoolean[] made = new AtomicBoolean[FILES];
    private final OpenFiles files = new OpenFiles(this::make, this::open, PATHS::get);

    public OpenFilesTest() throws IOException {
        for (int file = 0; file < FILES; file++) {
            made[file] = new AtomicBoolean();
        }
        useOthers();
    }

    @Test
    void threadsUseFilesAsIfThereWereOne() {
        new StressOptions()
                .iterations(20)
                .invocationsPerIteration(300)
                .threads(3)
                .actorsPerThread(3)
                .check(OpenFilesTest.class);
    }

    @Operation
    public int append(@Param(name = "file") int file) throws IOException {
        return files.with(file, handle -> handle.write(ByteBuffer.allocate(1), 0));
    }

    @Operation
    public long size(@Param(name = "file") int file) throws IOException {
        return files.with(file, FileOperations.OpenFile::size);
    }

    /** Uses so many files that each of the few has to be closed, unless it is in use. */
    @Operation
    public void useOthers() throws IOException {
        for (int file = 2; file < FILES; file++) {
            files.with(file, FileOperations.OpenFile::size);
        }
    }

    @Operation
    public void close(@Param(name = "file") int file) throws IOException {
        files.close(file);
    }

    private static int index(Path path) {
        int index = 0;
        while (PATHS.get(index) != path) {
            index++;
        }
        return index;
    }

    private FileOperations.OpenFile make(Path path) throws IOException {
        int file = index(path);
        if (!made[file].compareAndSet(false, true)) {
            throw new IOException("made twice");
        }
        return new Handle(file);
    }

    private FileOperations.OpenFile open(Path path) throws IOException {
        int file = index(path);
        if (!made[file].get()) {
            throw new IOException("not made");
        }
        return new Handle(file);
    }

    private final class Handle implements FileOperations.OpenFile {
        private final int file;
        private volatile boolean closed;

        Handle(int file) {
            this.file = file;
        }

        private void requireOpen() throws IOException {
            if (closed) {
                throw new IOException("closed");
            }
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            requireOpen();
            int size = sizes.incrementAndGet(file);
            Thread.yield();
            requireOpen();
            return size;
        }

        @Override
        public int read(ByteBuffer bytes, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long size() throws IOException {
            requireOpen();
            int size = sizes.get(file);
            Thread.yield();
            requireOpen();
            return size;
        }

        @Override
        public void force() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
