// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;

/** What goes wrong with a disk. */
@FunctionalInterface
public interface DiskFault {
    /** Nothing does. */
    DiskFault NONE = step -> {};

    Set<String> ROOM_NEEDING = Set.of("create", "createDirectory", "file.write", "file.force");

    /**
     * An operation.
     *
     * @param number counted from 1
     * @param name of the method; those of open files as {@code file.write}
     */
    record Step(int number, String name, Path path) {}

    /** Comes before an operation; its failure is the operation's. */
    void strike(Step step) throws IOException;

    /** How many of some bytes a write or read takes. */
    default int most(Step step, int bytes) {
        return bytes;
    }

    /**
     * Whether a force that fails loses what it should have forced, as Linux has it: the pages count as written, and the next force does
     * nothing for them.
     */
    default boolean losesUnforced() {
        return false;
    }

    /** From one operation on, nothing is done any more, as if the process had been killed. */
    static DiskFault stopAt(int number) {
        return step -> {
            if (step.number() >= number) {
                throw new IOException("stopped");
            }
        };
    }

    /** From one operation on, all fail: what was written cannot be thrown away either, and stays to be forced. */
    static DiskFault deadFrom(int number) {
        return step -> {
            if (step.number() >= number) {
                throw new FileSystemException(step.path().toString(), null, "Input/output error");
            }
        };
    }

    /** One operation fails, and with a force what it should have forced is lost. */
    static DiskFault failAt(int number) {
        return new Failing(step -> step.number() == number, "Input/output error");
    }

    /** There is no room for one operation, or for any from there on; what needs none is done. */
    static DiskFault fullAt(int number, boolean onwards) {
        return new Failing(
                step -> ROOM_NEEDING.contains(step.name()) && isStruck(step, number, onwards),
                "No space left on device");
    }

    /** Some operations fail. */
    record Failing(Predicate<Step> which, String reason) implements DiskFault {
        @Override
        public void strike(Step step) throws IOException {
            if (which.test(step)) {
                throw new FileSystemException(step.path().toString(), null, reason);
            }
        }

        @Override
        public boolean losesUnforced() {
            return true;
        }
    }

    /** One write or read, or all from one operation on, takes half of its bytes. */
    static DiskFault shortAt(int number, boolean onwards) {
        return new DiskFault() {
            @Override
            public void strike(Step step) {}

            @Override
            public int most(Step step, int bytes) {
                return isStruck(step, number, onwards) ? (bytes + 1) / 2 : bytes;
            }
        };
    }

    private static boolean isStruck(Step step, int number, boolean onwards) {
        return onwards ? step.number() >= number : step.number() == number;
    }
}
