// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.StorageException;
import io.xprim.models.core.store.DiskFailure;
import io.xprim.models.core.store.DiskFault;
import io.xprim.models.core.store.PowerCut;
import io.xprim.models.core.store.SimulatedDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Lets every file operation of a use case fail or fall short in turn, and holds what comes of it to what is promised. */
final class DiskFaults {
    private final UseCase useCase;
    private final IntPredicate wanted;
    private final Findings findings;

    DiskFaults(UseCase useCase, IntPredicate wanted, Findings findings) {
        this.useCase = useCase;
        this.wanted = wanted;
        this.findings = findings;
    }

    /** One operation fails. */
    void oneFails() {
        everywhere("one fails", DiskFault::failAt, step -> true, false);
    }

    /** All operations fail from one on. */
    void diskDies() {
        everywhere("all fail", DiskFault::deadFrom, step -> true, false);
    }

    /** There is no room for one operation, or for any from there on. */
    void diskIsFull(boolean onwards) {
        everywhere(
                onwards ? "full from there on" : "full once",
                at -> DiskFault.fullAt(at, onwards),
                step -> DiskFault.ROOM_NEEDING.contains(step.name()),
                false);
    }

    /** One write or read takes half, or all from there on, which nobody may notice. */
    void shortfalls(boolean onwards) {
        everywhere(
                onwards ? "short from there on" : "short once",
                at -> DiskFault.shortAt(at, onwards),
                step -> step.name().equals("file.write") || step.name().equals("file.read"),
                true);
    }

    private void everywhere(
            String kind, IntFunction<DiskFault> fault, Predicate<DiskFault.Step> which, boolean harmless) {
        for (DiskFault.Step step : steps()) {
            if (which.test(step) && wanted.test(step.number())) {
                findings.count(kind);
                try {
                    check(useCase.before().copy().with(fault.apply(step.number())), harmless);
                } catch (IOException | RuntimeException | AssertionError e) {
                    findings.add(step.number(), kind + ": " + step, e);
                }
            }
        }
    }

    private List<DiskFault.Step> steps() {
        List<DiskFault.Step> steps = new ArrayList<>();
        isDone(useCase.before().copy().with(steps::add));
        return steps;
    }

    private void check(SimulatedDisk disk, boolean harmless) throws IOException {
        boolean done = isDone(disk);
        assertThat(done || !harmless).as("a short write or read is no failure").isTrue();
        disk.with(DiskFault.NONE);
        SimulatedDisk cut = disk.afterPowerCut(change -> PowerCut.Fate.LOST);
        useCase.check(disk, done);
        useCase.check(cut, done);
    }

    /** Any failure but one of the disk's goes through. */
    private boolean isDone(SimulatedDisk disk) {
        try {
            return useCase.run(disk);
        } catch (StorageException e) {
            assertThat(e).hasMessageContaining("storage error: ");
            return false;
        } catch (IOException e) {
            assertThat(DiskFailure.toException(e)).hasMessageContaining("storage error: ");
            return false;
        }
    }
}
