// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.ModelRef;
import io.xprim.models.Sha256;
import io.xprim.models.core.format.StoreEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What threads change in registry.json is there afterwards, and what they read was there at some moment. */
@Param(name = "version", gen = IntGen.class, conf = "1:3")
public class RegistryFileTest {
    private static Path base;

    private final RegistryFile registry;

    @BeforeAll
    static void makeFolder() throws IOException {
        base = Files.createTempDirectory("store").toRealPath();
    }

    public RegistryFileTest() throws IOException {
        StorePaths paths = new StorePaths(base, "test");
        Files.deleteIfExists(paths.registry());
        FileOperations disk = new SystemFileOperations();
        System.Logger logger = System.getLogger("test");
        NioFileLocker locker = new NioFileLocker("test");
        HolderNotes notes = new HolderNotes(disk, new Heartbeat(), Clock.systemUTC(), logger, Duration.ofSeconds(30));
        StoreLocks locks = new StoreLocks(paths, disk, locker, new LockerCheck(disk, locker, logger), notes, logger);
        registry = new RegistryFile(paths, disk, locks, new Random());
    }

    @Test
    void threadsChangeTheListAsIfThereWereOne() {
        new StressOptions()
                .iterations(5)
                .invocationsPerIteration(20)
                .threads(3)
                .actorsPerThread(2)
                .sequentialSpecification(OneList.class)
                .check(RegistryFileTest.class);
    }

    @Operation
    public void add(@Param(name = "version") int version) throws IOException {
        StoreEntry entry = new StoreEntry(Sha256.of(new byte[32]), 1, 1, Instant.EPOCH);
        registry.change(index -> index.with(ref(version), entry), false);
    }

    @Operation
    public void remove(@Param(name = "version") int version) throws IOException {
        registry.change(index -> index.without(ref(version)), false);
    }

    @Operation
    public String list() throws IOException {
        return registry.read().entries().keySet().stream()
                .map(ModelRef::version)
                .toList()
                .toString();
    }

    private static ModelRef ref(int version) {
        return new ModelRef("g", "m", String.valueOf(version));
    }

    /** What one thread would see. */
    public static final class OneList {
        private final Set<Integer> versions = new TreeSet<>();

        public void add(int version) {
            versions.add(version);
        }

        public void remove(int version) {
            versions.remove(version);
        }

        public String list() {
            return versions.toString();
        }
    }
}
