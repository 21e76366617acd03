// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.FileLocker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The locks of one process, which go when it does; nobody waits for one. Thread-safe. */
public final class SimulatedLocker implements FileLocker {
    private final Set<Path> held = ConcurrentHashMap.newKeySet();

    @Override
    public String id() {
        return "simulated";
    }

    @Override
    public Optional<FileLock> acquire(Path file, Duration atMost, Cancellation cancellation) {
        return held.add(file) ? Optional.of(new Held(file)) : Optional.empty();
    }

    @Override
    public void close() {}

    private final class Held implements FileLock {
        private final Path file;

        Held(Path file) {
            this.file = file;
        }

        @Override
        public boolean isValid() {
            return held.contains(file);
        }

        @Override
        public void close() {
            held.remove(file);
        }
    }
}
