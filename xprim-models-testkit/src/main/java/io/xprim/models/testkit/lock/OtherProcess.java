// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.lock;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.FileLockerProvider;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another JVM, which runs {@link LockProgram} with the same provider. Not thread-safe. */
final class OtherProcess implements AutoCloseable {
    private final Process process;

    private OtherProcess(Process process) {
        this.process = process;
    }

    /** Starts one for the file of a trial. */
    static OtherProcess start(LockTrial trial) throws IOException {
        Class<? extends FileLockerProvider> provider = trial.provider().getClass();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                path(provider),
                LockProgram.class.getName(),
                provider.getName(),
                trial.file().toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new OtherProcess(process);
    }

    /** Has it try the lock once and give it back; says whether it got it. */
    boolean tryLock() throws IOException {
        boolean free = lock();
        if (free) {
            unlock();
        }
        return free;
    }

    /** Has it try the lock once and keep it; says whether it got it. */
    boolean lock() throws IOException {
        return ask(LockProgram.LOCK) == LockProgram.DONE;
    }

    void unlock() throws IOException {
        ask(LockProgram.UNLOCK);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private int ask(int command) throws IOException {
        process.getOutputStream().write(command);
        process.getOutputStream().flush();
        int answer = process.getInputStream().read();
        if (answer != LockProgram.DONE && answer != LockProgram.BUSY) {
            throw new AssertionError("the other process failed; it says why on stderr. The provider has to be"
                    + " a public class with a public constructor without parameters");
        }
        return answer;
    }

    /** All that this JVM has, modules as well, as one class path; and where the classes concerned are, which may be patched in. */
    private static String path(Class<?> provider) {
        Stream<String> everything = Stream.of("java.class.path", "jdk.module.path")
                .map(name -> System.getProperty(name, ""))
                .filter(path -> !path.isEmpty());
        Stream<String> concerned = Stream.of(provider, LockProgram.class, Cancellation.class)
                .flatMap(type -> Stream.of(root(type), codeSource(type)));
        return Stream.concat(concerned, everything).distinct().collect(Collectors.joining(File.pathSeparator));
    }

    private static String codeSource(Class<?> type) {
        return path(type.getProtectionDomain().getCodeSource().getLocation());
    }

    private static String root(Class<?> type) {
        String file = type.getName().replace('.', '/') + ".class";
        String place = file.substring(file.lastIndexOf('/') + 1);
        URL found = Objects.requireNonNull(type.getResource(place), place);
        if (!found.getProtocol().equals("file")) {
            return codeSource(type);
        }
        Path root = Path.of(uri(found));
        for (int i = 0; i < Path.of(file).getNameCount(); i++) {
            root = Objects.requireNonNull(root.getParent());
        }
        return root.toString();
    }

    private static String path(URL location) {
        return Path.of(uri(location)).toString();
    }

    private static URI uri(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
