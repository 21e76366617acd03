// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import io.xprim.models.Cancellation;
import io.xprim.models.core.store.NioFileLocker;
import io.xprim.models.spi.FileLocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A program whose threads take locks, and of which each makes sure that nobody else has the same: a folder, how often, a seed, the locks.
 * A file that must not be there shows an overlap at once, a count that is too small shows it in the end.
 */
final class LockWorker {
    private static final int THREADS = 2;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private LockWorker() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int each = Integer.parseInt(args[1]);
        long seed = Long.parseLong(args[2]);
        List<String> locks = List.of(args).subList(3, args.length);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (FileLocker locker = new NioFileLocker("filelock")) {
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(seed * THREADS + i);
                int count = each / THREADS + (i < each % THREADS ? 1 : 0);
                results.add(threads.submit(() -> {
                    for (int n = 0; n < count; n++) {
                        acquire(locker, folder.resolve(locks.get(random.nextInt(locks.size()))));
                    }
                    return count;
                }));
            }
            for (Future<?> result : results) {
                result.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            threads.shutdown();
        }
    }

    private static void acquire(FileLocker locker, Path lock) throws IOException {
        try (FileLocker.FileLock held =
                locker.acquire(lock, LONGEST, new Cancellation()).orElseThrow()) {
            Path witness = lock.resolveSibling(lock.getFileName() + ".witness");
            Path count = lock.resolveSibling(lock.getFileName() + ".count");
            Files.createFile(witness);
            int before = Files.exists(count) ? Integer.parseInt(Files.readString(count)) : 0;
            Files.writeString(count, String.valueOf(before + 1));
            Files.delete(witness);
            if (!held.isValid()) {
                throw new IOException("the lock was lost while it was held");
            }
        }
    }
}
