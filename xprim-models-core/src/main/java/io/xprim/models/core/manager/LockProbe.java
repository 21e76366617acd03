// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.Cancellation;
import io.xprim.models.StorageException;
import io.xprim.models.core.store.Store;
import io.xprim.models.core.store.StoreLocks;
import io.xprim.models.spi.FileLocker;
import io.xprim.models.spi.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/** Tries whether a second process is kept out by a lock that this one holds, and let in once it is given back. */
final class LockProbe {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration FREE_AGAIN = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Store store;
    private final FileLocker locker;

    LockProbe(Store store, FileLocker locker) {
        this.store = store;
        this.locker = locker;
    }

    /** Returns the store's folder. */
    Path run(Cancellation cancellation) throws IOException {
        StoreLocks.Held held = store.probeLock(cancellation);
        Path file = held.file();
        try (held) {
            require(LockProbeProcess.KEPT_OUT, file, Duration.ZERO, "do not keep other processes out", cancellation);
        }
        // Others may try it at the same time.
        require(LockProbeProcess.GOT_IT, file, FREE_AGAIN, "stay taken when they are given back", cancellation);
        return store.directory();
    }

    private void require(int wanted, Path file, Duration wait, String complaint, Cancellation cancellation)
            throws IOException {
        int code = tryElsewhere(file, wait, cancellation);
        if (code == wanted) {
            return;
        }
        if (code == LockProbeProcess.GOT_IT || code == LockProbeProcess.KEPT_OUT) {
            throw new StorageException("storage error: the locks of "
                    + SafeText.of(store.directory().toString()) + " " + complaint
                    + "; let one process at a time use it, or choose another data directory");
        }
        throw new StorageException(
                code == LockProbeProcess.OTHER_LOCKER
                        ? "storage error: a second process would not use the file locker "
                                + SafeText.quoted(locker.id()) + ", so it cannot try these locks"
                        : "storage error: could not start a second process to try the locks with: it ended with code "
                                + code);
    }

    private int tryElsewhere(Path file, Duration wait, Cancellation cancellation) throws IOException {
        Process process = new ProcessBuilder(command(file, wait))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.getOutputStream().close();
            return await(process, cancellation);
        } finally {
            process.destroyForcibly();
        }
    }

    private static int await(Process process, Cancellation cancellation) throws IOException {
        long start = System.nanoTime();
        try {
            while (!process.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (cancellation.isCancelled()) {
                    throw new CancellationException("cancelled");
                }
                if (System.nanoTime() - start > LONGEST.toNanos()) {
                    throw new IOException("the second process, which tries the locks, did not end");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        return process.exitValue();
    }

    /** The same Java and the same code as here. */
    private List<String> command(Path file, Duration wait) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Module module = LockProbeProcess.class.getModule();
        option(command, "-cp", System.getProperty("java.class.path"));
        if (module.isNamed()) {
            option(command, "-p", System.getProperty("jdk.module.path"));
            option(command, "-m", module.getName() + "/" + LockProbeProcess.class.getName());
        } else {
            command.add(LockProbeProcess.class.getName());
        }
        command.add(file.toString());
        command.add(locker.id());
        command.add(wait.toString());
        return command;
    }

    private static void option(List<String> command, String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null && !value.isEmpty()) {
            command.add(name);
            command.add(value);
        }
    }
}
