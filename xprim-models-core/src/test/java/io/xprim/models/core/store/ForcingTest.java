// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When staged files are forced: large ones while they are written, small ones at the end, and none a second time after a failure. */
@Timeout(60)
class ForcingTest {
    private static final long LARGE = 64L << 20;
    private static final Executor HERE = Runnable::run;

    private final List<CountingFile> disk = List.of(new CountingFile(), new CountingFile());
    private final List<Integer> started = new ArrayList<>();
    private final Cancellation cancellation = new Cancellation();

    private Forcing forcing(Executor executor, boolean durable, long... sizes) {
        List<ModelFile> files = new ArrayList<>();
        for (long size : sizes) {
            files.add(new ModelFile(Integer.toString(files.size()), size));
        }
        OpenFiles.Opening opening = path -> disk.get(Integer.parseInt(path.toString()));
        OpenFiles open = new OpenFiles(opening, opening, file -> Path.of(Integer.toString(file)));
        return new Forcing(files, open, executor, durable);
    }

    private List<Integer> forces() {
        return disk.stream().map(file -> file.forces.get()).toList();
    }

    @Test
    void aLargeFileIsForcedWheneverSoMuchOfItIsWritten() throws IOException {
        Forcing forcing = forcing(HERE, true, LARGE + 1);
        forcing.written(0, LARGE - 1);
        assertThat(forces()).containsExactly(0, 0);
        forcing.written(0, 1);
        assertThat(forces()).containsExactly(1, 0);
        forcing.written(0, LARGE - 1);
        assertThat(forces()).containsExactly(1, 0);
        forcing.written(0, 1);
        assertThat(forces()).containsExactly(2, 0);
    }

    @Test
    void aSmallFileIsForcedAtTheEndAndThenEveryFileIs() throws IOException {
        Forcing forcing = forcing(HERE, true, LARGE, LARGE + 1);
        forcing.written(0, LARGE);
        assertThat(forces()).containsExactly(0, 0);
        forcing.forceAll(started::add, cancellation);
        assertThat(forces()).containsExactly(1, 1);
        assertThat(started).containsExactlyInAnyOrder(0, 1);
        assertThat(forcing.failed()).isEmpty();
    }

    @Test
    void nothingIsForcedThatNeedNotLast() throws IOException {
        Forcing forcing = forcing(HERE, false, 1, LARGE + 1);
        forcing.written(1, LARGE);
        forcing.forceAll(started::add, cancellation);
        assertThat(forces()).containsExactly(0, 0);
        assertThat(started).isEmpty();
    }

    @Test
    void aFileWhoseForceFailedEndsThePullAndIsNotForcedAgain() {
        Forcing forcing = forcing(HERE, true, LARGE + 1, LARGE + 1);
        IOException failure = new IOException("Input/output error");
        disk.get(0).forceFailure = failure;
        assertThatIOException().isThrownBy(() -> forcing.written(0, LARGE)).isSameAs(failure);
        assertThatIOException().isThrownBy(() -> forcing.written(1, 1)).isSameAs(failure);
        assertThatIOException()
                .isThrownBy(() -> forcing.forceAll(started::add, cancellation))
                .isSameAs(failure);
        assertThat(forces()).containsExactly(1, 0);
        assertThat(forcing.failed()).containsExactly(0);
    }

    @Test
    void allThatFailAtTheEndAreUntrustedAndTheFirstFailureIsTold() {
        Forcing forcing = forcing(HERE, true, 1, 1);
        IOException failure = new IOException("Input/output error");
        disk.get(0).forceFailure = failure;
        disk.get(1).forceFailure = new IllegalStateException("odd");
        assertThatIOException()
                .isThrownBy(() -> forcing.forceAll(started::add, cancellation))
                .isSameAs(failure);
        assertThat(forcing.failed()).isEqualTo(Set.of(0, 1));
    }

    @Test
    void whateverElseAForceThrowsIsAFailureOfTheDisk() {
        Forcing forcing = forcing(HERE, true, 1);
        disk.get(0).forceFailure = new IllegalStateException("odd");
        assertThatIOException()
                .isThrownBy(() -> forcing.forceAll(started::add, cancellation))
                .withMessageContaining("could not be forced")
                .withRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothingIsBegunOnceItIsCancelled() {
        for (long size : new long[] {1, LARGE + 1}) {
            Forcing forcing = forcing(HERE, true, size);
            cancellation.cancel();
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> forcing.forceAll(started::add, cancellation));
            assertThat(forces()).containsExactly(0, 0);
            assertThat(started).isEmpty();
        }
    }

    @Test
    void withoutAThreadToBeHadWhoeverWritesForces() throws IOException {
        Forcing forcing = forcing(
                work -> {
                    throw new RejectedExecutionException("full");
                },
                true,
                LARGE + 1);
        forcing.written(0, LARGE);
        assertThat(forces()).containsExactly(1, 0);
        forcing.forceAll(started::add, cancellation);
        assertThat(forces()).containsExactly(2, 0);
    }

    @Test
    void oneThreadForcesOneFileAfterTheOther() throws IOException {
        Queue<Runnable> later = new ArrayDeque<>();
        Forcing forcing = forcing(later::add, true, LARGE + 1, LARGE + 1);
        forcing.written(0, LARGE);
        forcing.written(1, LARGE);
        assertThat(later).hasSize(1);
        later.remove().run();
        assertThat(forces()).containsExactly(1, 1);
        forcing.written(0, LARGE);
        assertThat(later).hasSize(1);
    }

    @Test
    void theEndWaitsForWhatIsForcedAndLeavesTheRest() throws Exception {
        Queue<Runnable> later = new ArrayDeque<>();
        Forcing forcing = forcing(later::add, true, LARGE + 1);
        forcing.written(0, LARGE);
        FutureTask<Set<Integer>> failed = new FutureTask<>(forcing::failed);
        Thread end = new Thread(failed);
        end.start();
        while (end.getState() != Thread.State.WAITING) {
            assertThat(failed).isNotDone();
            Thread.onSpinWait();
        }
        later.remove().run();
        assertThat(failed.get()).isEmpty();
        assertThat(forces()).containsExactly(0, 0);
    }
}
