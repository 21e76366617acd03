// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.FileLocker;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Another process that wants a lock: it tries once, and says whether it got it. */
public final class LockProgram {
    private static final int HELD = 'h';
    private static final int BUSY = 'b';

    private LockProgram() {}

    /** Runs in the other process. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        try (FileLocker locker = new NioFileLocker("filelock")) {
            Optional<FileLocker.FileLock> lock = locker.acquire(file, Duration.ZERO, new Cancellation());
            System.out.write(lock.isPresent() ? HELD : BUSY);
            System.out.flush();
            lock.ifPresent(FileLocker.FileLock::close);
        }
    }

    /** Whether another process gets a lock that it tries once. */
    static boolean isFreeForOthers(Path file) throws IOException, InterruptedException {
        Process process = start(file);
        try {
            boolean held = isHeld(process);
            process.waitFor();
            return held;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(Path file) throws IOException {
        String classPath =
                String.join(File.pathSeparator, root(NioFileLocker.class), root(Cancellation.class), testClasses());
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        LockProgram.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static boolean isHeld(Process process) throws IOException {
        InputStream answer = process.getInputStream();
        int said = answer.read();
        if (said != HELD && said != BUSY) {
            throw new IllegalStateException("the other process failed");
        }
        return said == HELD;
    }

    private static String root(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Not the code source: that of a patched module is the module's. */
    private static String testClasses() {
        try {
            Path own = Path.of(java.util.Objects.requireNonNull(LockProgram.class.getResource("LockProgram.class"))
                    .toURI());
            Path root = own;
            for (int i = 0; i < LockProgram.class.getName().split("\\.", -1).length; i++) {
                root = java.util.Objects.requireNonNull(root.getParent());
            }
            return root.toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
