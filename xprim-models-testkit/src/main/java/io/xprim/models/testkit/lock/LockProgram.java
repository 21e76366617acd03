// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.lock;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.FileLocker;
import io.xprim.models.spi.FileLocker.FileLock;
import io.xprim.models.spi.FileLockerProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What another process runs: takes a lock and gives it back as it is told on its input, a byte a command, and answers with a byte. */
public final class LockProgram {
    /** Try the lock once. */
    static final int LOCK = 'l';

    /** Give the lock back. */
    static final int UNLOCK = 'u';

    /** It was done. */
    static final int DONE = 'd';

    /** Somebody else holds the lock. */
    static final int BUSY = 'b';

    private LockProgram() {}

    /**
     * Runs until its input ends.
     *
     * @param arguments the name of the provider's class, and the file
     */
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        // Whatever the locker prints is not to be taken for an answer.
        PrintStream answers = System.out;
        System.setOut(System.err);
        FileLockerProvider provider = Class.forName(arguments[0])
                .asSubclass(FileLockerProvider.class)
                .getConstructor()
                .newInstance();
        try (FileLocker locker = LockTrial.open(provider)) {
            serve(locker, Path.of(arguments[1]), System.in, answers);
        }
    }

    private static void serve(FileLocker locker, Path file, InputStream commands, OutputStream answers)
            throws IOException {
        Optional<FileLock> held = Optional.empty();
        for (int command = commands.read(); command >= 0; command = commands.read()) {
            held.ifPresent(FileLock::close);
            held = command == LOCK ? locker.acquire(file, Duration.ZERO, new Cancellation()) : Optional.empty();
            answers.write(command == LOCK && held.isEmpty() ? BUSY : DONE);
            answers.flush();
        }
    }
}
