// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process under way. Closing kills it, if it has not ended. */
final class Running implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Process process;
    private final Path out;
    private final Path err;
    private boolean stopped;

    /** How it ended. */
    record Ended(int exitCode, String out, String err) {
        Ended require(int wanted) {
            if (exitCode != wanted) {
                throw new AssertionError("ended with " + exitCode + ", not " + wanted + ": " + out + err);
            }
            return this;
        }
    }

    Running(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    Ended await() throws IOException, InterruptedException {
        return await(LONGEST);
    }

    Ended await(Duration atMost) throws IOException, InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("does not end within " + atMost + ": " + Files.readString(out) + err());
        }
        return new Ended(process.exitValue(), Files.readString(out), err());
    }

    /** Whether it ended by itself within the time. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** SIGKILL, where there are signals; returns once it is dead. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGSTOP, if it has not ended. */
    void stop() throws IOException, InterruptedException {
        signal("STOP");
        stopped = true;
    }

    /** Stops it and returns once no thread of it is in the middle of anything. Linux only. */
    void freeze() throws IOException, InterruptedException {
        stop();
        while (process.isAlive() && !isFrozen()) {
            process.waitFor(1, TimeUnit.MILLISECONDS);
        }
    }

    private boolean isFrozen() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            for (Path thread : threads.toList()) {
                String state = Files.readString(thread.resolve("stat"));
                if (state.charAt(state.lastIndexOf(')') + 2) != 'T') {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** SIGCONT, if it was stopped. */
    void goOn() throws IOException, InterruptedException {
        if (stopped) {
            signal("CONT");
            stopped = false;
        }
    }

    /** Java cannot send these. */
    private void signal(String name) throws IOException, InterruptedException {
        if (process.isAlive()) {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid() + " 2>/dev/null")
                    .start()
                    .waitFor();
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
