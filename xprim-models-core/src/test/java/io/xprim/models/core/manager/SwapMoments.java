// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.Cancellation;
import io.xprim.models.core.store.FileOperations;
import io.xprim.models.core.store.SimulatedDisk;
import io.xprim.models.core.store.SimulatedLocker;
import io.xprim.models.spi.FileLocker;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A disk on which another process is in the middle of a swap: it shows one moment of it, from one operation on a later one, and the end once
 * the reader was refused the lock. So a reader that waits sees the end, and one that does not may be crossed anywhere.
 */
final class SwapMoments implements FileLocker {
    private final List<SimulatedDisk> moments;
    private final SimulatedLocker locker = new SimulatedLocker();
    private final List<Integer> visited = new ArrayList<>();
    private int operations;
    private int now;

    SwapMoments(List<SimulatedDisk> moments, int from) {
        this.moments = moments;
        moveTo(from);
    }

    /** The moments that the reader may have seen. */
    List<Integer> visited() {
        return visited;
    }

    /** How many operations the reader has done. */
    int operations() {
        return operations;
    }

    /** The disk, on which it is another moment from an operation on. */
    FileOperations disk(int at, int later) {
        return (FileOperations) Proxy.newProxyInstance(
                FileOperations.class.getClassLoader(),
                new Class<?>[] {FileOperations.class},
                (proxy, method, arguments) -> {
                    if (++operations == at) {
                        moveTo(later);
                    }
                    try {
                        return method.invoke(moments.get(now), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    private void moveTo(int moment) {
        now = Math.max(now, moment);
        visited.add(now);
    }

    @Override
    public String id() {
        return locker.id();
    }

    @Override
    public Optional<FileLock> acquire(Path file, Duration atMost, Cancellation cancellation) {
        boolean ofReference = file.getFileName().toString().matches("[0-9a-f]{64}\\.lock");
        if (ofReference && now < moments.size() - 1) {
            moveTo(moments.size() - 1);
            return Optional.empty();
        }
        return locker.acquire(file, atMost, cancellation);
    }

    @Override
    public void close() {}
}
