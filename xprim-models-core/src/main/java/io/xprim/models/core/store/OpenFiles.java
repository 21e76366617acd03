// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Keeps files that are in use open, but not too many of them. Thread-safe. */
final class OpenFiles implements AutoCloseable {
    private static final int MOST = 64;

    private final Opening making;
    private final Opening opening;
    private final IntFunction<Path> paths;
    private final Lock lock = new ReentrantLock();
    private final Map<Integer, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final BitSet made = new BitSet();
    private final Set<Integer> unclosed = ConcurrentHashMap.newKeySet();

    /**
     * Opens nothing yet.
     *
     * @param making how a file is opened that was not made yet
     * @param opening how one is opened that was
     */
    OpenFiles(Opening making, Opening opening, IntFunction<Path> paths) {
        this.making = making;
        this.opening = opening;
        this.paths = paths;
    }

    /** A way to open a file. */
    @FunctionalInterface
    interface Opening {
        FileOperations.OpenFile open(Path path) throws IOException;
    }

    /** What is done with an open file. */
    @FunctionalInterface
    interface Action<T> {
        T on(FileOperations.OpenFile file) throws IOException;
    }

    /** Tells that a file is there already, so that it is opened and not made. */
    void markMade(int index) {
        lock.lock();
        try {
            made.set(index);
        } finally {
            lock.unlock();
        }
    }

    boolean isMade(int index) {
        lock.lock();
        try {
            return made.get(index);
        } finally {
            lock.unlock();
        }
    }

    /** Does something with a file, which is made if it was not yet. */
    <T> T with(int index, Action<T> action) throws IOException {
        List<Entry> evicted = new ArrayList<>();
        Entry entry = pin(index, evicted);
        try {
            closeAll(evicted);
            return action.on(entry.file());
        } finally {
            unpin(entry);
        }
    }

    private void unpin(Entry entry) {
        lock.lock();
        try {
            entry.pins--;
        } finally {
            lock.unlock();
        }
    }

    /** Closes a file that nobody writes to any more. */
    void close(int index) throws IOException {
        Entry entry;
        lock.lock();
        try {
            entry = entries.get(index);
            if (entry == null || entry.pins > 0) {
                return;
            }
            entries.remove(index);
        } finally {
            lock.unlock();
        }
        entry.close();
    }

    /** Forgets a file that was removed. */
    void discard(int index) throws IOException {
        close(index);
        lock.lock();
        try {
            made.clear(index);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        List<Entry> all;
        lock.lock();
        try {
            all = List.copyOf(entries.values());
            entries.clear();
        } finally {
            lock.unlock();
        }
        closeAll(all);
    }

    /** Closes all files, and tells which could not be closed in good order, now or earlier: what was written to them may be lost. */
    Set<Integer> closeAll() {
        try {
            close();
        } catch (IOException e) {
            // Each such file is in the answer.
        }
        return Set.copyOf(unclosed);
    }

    /** Closes every one, whatever becomes of the others. */
    private static void closeAll(List<Entry> entries) throws IOException {
        @Nullable IOException failure = null;
        for (Entry entry : entries) {
            try {
                entry.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private Entry pin(int index, List<Entry> evicted) {
        lock.lock();
        try {
            Entry entry = entries.computeIfAbsent(index, Entry::new);
            entry.pins++;
            Iterator<Entry> eldestFirst = entries.values().iterator();
            while (entries.size() > MOST && eldestFirst.hasNext()) {
                Entry eldest = eldestFirst.next();
                if (eldest.pins == 0) {
                    eldestFirst.remove();
                    evicted.add(eldest);
                }
            }
            return entry;
        } finally {
            lock.unlock();
        }
    }

    private final class Entry {
        private final int index;
        private final Lock turn = new ReentrantLock();
        private FileOperations.@Nullable OpenFile file;
        private int pins;

        Entry(int index) {
            this.index = index;
        }

        FileOperations.OpenFile file() throws IOException {
            turn.lock();
            try {
                if (file == null) {
                    file = (isMade(index) ? opening : making).open(paths.apply(index));
                    markMade(index);
                }
                return file;
            } finally {
                turn.unlock();
            }
        }

        void close() throws IOException {
            turn.lock();
            try {
                if (file != null) {
                    FileOperations.OpenFile closing = file;
                    file = null;
                    closing.close();
                }
            } catch (IOException e) {
                unclosed.add(index);
                throw e;
            } finally {
                turn.unlock();
            }
        }
    }
}
