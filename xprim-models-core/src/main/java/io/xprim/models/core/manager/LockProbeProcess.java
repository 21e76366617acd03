// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.Cancellation;
import io.xprim.models.core.discovery.Providers;
import io.xprim.models.spi.FileLocker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The second process of a {@link LockProbe}: it tries a lock, and says with its exit code what came of it. */
public final class LockProbeProcess {
    static final int GOT_IT = 20;
    static final int KEPT_OUT = 21;
    static final int OTHER_LOCKER = 22;

    private LockProbeProcess() {}

    /** The file to lock, the id of the locker, and how long to wait for the lock. */
    public static void main(String[] arguments) throws IOException {
        System.exit(attempt(Path.of(arguments[0]), arguments[1], Duration.parse(arguments[2])));
    }

    private static int attempt(Path file, String lockerId, Duration wait) throws IOException {
        try (FileLocker locker = Providers.openDefaultFileLocker(System.getLogger(LockProbeProcess.class.getName()))) {
            if (!locker.id().equals(lockerId)) {
                return OTHER_LOCKER;
            }
            Optional<FileLocker.FileLock> lock = locker.acquire(file, wait, new Cancellation());
            lock.ifPresent(FileLocker.FileLock::close);
            return lock.isPresent() ? GOT_IT : KEPT_OUT;
        }
    }
}
