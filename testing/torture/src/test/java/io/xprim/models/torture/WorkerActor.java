// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An application with the library in it, in a process that lasts. For one thread. */
final class WorkerActor extends Actor {
    private final String application;
    private @Nullable Running running;

    WorkerActor(Lab lab, String application, Role role, Path journal, Path over) {
        super(lab, role, journal, over);
        this.application = application;
    }

    @Override
    void start(long seed) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                application,
                lab.server().uri().toString(),
                lab.store().toString(),
                journal.toString(),
                over.toString(),
                String.valueOf(seed),
                role.own()));
        arguments.addAll(role.shared());
        running = lab.program().start(StoreWorker.class, arguments);
    }

    @Override
    void kill(long seed) throws IOException, InterruptedException {
        if (running != null) {
            Lab.require(running.isAlive(), "has ended: " + running.err());
            running.kill();
            start(seed);
        }
    }

    @Override
    void stop() throws IOException, InterruptedException {
        if (running != null) {
            running.stop();
        }
    }

    @Override
    void goOn() throws IOException, InterruptedException {
        if (running != null) {
            running.goOn();
        }
    }

    @Override
    void await(Duration atMost) throws IOException, InterruptedException {
        if (running != null) {
            running.await(atMost).require(0);
        }
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
        }
    }
}
