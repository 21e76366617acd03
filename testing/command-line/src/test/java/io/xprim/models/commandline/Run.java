// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A process under way, whose output is collected. Closing ends it, if it has not. */
final class Run implements AutoCloseable {
    private static final long LONGEST_SECONDS = 60;

    private final Process process;
    private final Collected out;
    private final Collected err;

    /** How it ended. */
    record Outcome(int exitCode, String out, String err) {}

    Run(Process process) {
        this.process = process;
        out = new Collected(process.getInputStream());
        err = new Collected(process.getErrorStream());
    }

    /** What the process reads. */
    OutputStream in() {
        return process.getOutputStream();
    }

    void awaitErr(String text) throws InterruptedException {
        err.await(text);
    }

    void awaitOut(String text) throws InterruptedException {
        out.await(text);
    }

    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start();
        assertThat(kill.waitFor()).isZero();
    }

    Outcome await() throws InterruptedException {
        return await(LONGEST_SECONDS);
    }

    /** Fails if it does not end in time. */
    Outcome await(long seconds) throws InterruptedException {
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        assertThat(ended).as("ended within %s s; stderr: %s", seconds, err).isTrue();
        return new Outcome(process.exitValue(), out.all(), err.all());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static final class Collected {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread reader;
        private boolean ended;

        Collected(InputStream source) {
            reader = new Thread(() -> read(source), "output");
            reader.setDaemon(true);
            reader.start();
        }

        String all() throws InterruptedException {
            reader.join();
            return toString();
        }

        synchronized void await(String text) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
            while (!toString().contains(text)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                assertThat(!ended && left > 0)
                        .as("waiting for '%s', there is: %s", text, this)
                        .isTrue();
                wait(left);
            }
        }

        private void read(InputStream source) {
            byte[] buffer = new byte[8192];
            try {
                for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
                    add(buffer, count);
                }
            } catch (IOException e) {
                // The process was destroyed; what was read counts.
            }
            end();
        }

        private synchronized void add(byte[] buffer, int count) {
            bytes.write(buffer, 0, count);
            notifyAll();
        }

        private synchronized void end() {
            ended = true;
            notifyAll();
        }

        @Override
        public synchronized String toString() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
