// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.lock;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.FileLocker.FileLock;
import io.xprim.models.spi.FileLockerProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;

/** What becomes of the file. */
final class LockFileSuite {
    private static final byte[] CONTENT = {'c', 'o', 'n', 't', 'e', 'n', 't'};

    private LockFileSuite() {}

    static DynamicContainer of(FileLockerProvider provider, Duration limit) {
        return new LockSuite("The file", provider, limit)
                .test("a file that is missing is made, and nothing beside it", LockFileSuite::made)
                .test("a file is neither written nor deleted", LockFileSuite::untouched)
                .test("a folder is no file to lock", LockFileSuite::folder)
                .test("a file in a folder that is missing is a failure", LockFileSuite::folderMissing)
                .test("a lock whose file was deleted is not valid", LockFileSuite::deleted)
                .test(
                        "a lock whose file was replaced is not valid, and the new file can be locked",
                        LockFileSuite::replaced)
                .node();
    }

    private static void made(LockTrial trial) throws Exception {
        trial.lock(trial.locker()).close();
        assertEquals(0, Files.size(trial.file()));
        try (Stream<Path> files = Files.list(trial.folder())) {
            assertEquals(1, files.count(), "files");
        }
    }

    private static void untouched(LockTrial trial) throws Exception {
        Files.write(trial.file(), CONTENT);
        FileTime before = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(trial.file(), before);
        try (FileLock lock = trial.lock(trial.locker())) {
            assertTrue(lock.isValid());
            assertFalse(trial.isFree(trial.other()));
        }
        trial.locker().close();
        assertTrue(Files.exists(trial.file()), "the file is still there");
        assertArrayEquals(CONTENT, Files.readAllBytes(trial.file()));
        assertEquals(before, Files.getLastModifiedTime(trial.file()));
    }

    private static void folder(LockTrial trial) throws Exception {
        Files.createDirectory(trial.file());
        assertRefused(trial, trial.file());
        assertTrue(Files.isDirectory(trial.file()));
        Files.delete(trial.file());
        trial.lock(trial.locker()).close();
    }

    private static void folderMissing(LockTrial trial) {
        assertRefused(trial, trial.folder().resolve("none").resolve("x.lock"));
        assertFalse(Files.exists(trial.folder().resolve("none")));
    }

    private static void assertRefused(LockTrial trial, Path file) {
        assertThrows(IOException.class, () -> trial.locker().acquire(file, Duration.ZERO, new Cancellation()));
    }

    private static void deleted(LockTrial trial) throws Exception {
        try (FileLock lock = trial.lock(trial.locker())) {
            Files.delete(trial.file());
            assertFalse(lock.isValid());
        }
        assertFalse(Files.exists(trial.file()), "closing the lock has made a file");
    }

    private static void replaced(LockTrial trial) throws Exception {
        try (FileLock lock = trial.lock(trial.locker())) {
            Path fresh = Files.createFile(trial.folder().resolve("fresh"));
            Files.delete(trial.file());
            Files.move(fresh, trial.file());
            assertFalse(lock.isValid());
        }
        try (FileLock lock = trial.lock(trial.locker())) {
            assertTrue(lock.isValid());
            assertFalse(trial.isFree(trial.other()));
        }
    }
}
