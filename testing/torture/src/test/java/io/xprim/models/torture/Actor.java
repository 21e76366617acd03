// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A role and the processes that play it one after the other. */
abstract class Actor implements AutoCloseable {
    final Lab lab;
    final Role role;
    final Path journal;
    final Path over;

    Actor(Lab lab, Role role, Path journal, Path over) {
        this.lab = lab;
        this.role = role;
        this.journal = journal;
        this.over = over;
    }

    String own() {
        return role.own();
    }

    List<Call> calls() throws IOException {
        return Journal.read(journal);
    }

    void forget() throws IOException {
        Files.deleteIfExists(journal);
    }

    abstract void start(long seed) throws IOException;

    /** Kills the process; another one goes on. */
    abstract void kill(long seed) throws IOException, InterruptedException;

    abstract void stop() throws IOException, InterruptedException;

    /** Lets a process that was stopped go on. */
    abstract void goOn() throws IOException, InterruptedException;

    abstract void await(Duration atMost) throws IOException, InterruptedException;

    @Override
    public abstract void close();
}
