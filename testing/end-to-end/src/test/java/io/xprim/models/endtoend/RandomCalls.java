// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import io.xprim.models.CallOptions;
import io.xprim.models.Cancellation;
import io.xprim.models.CancelledException;
import io.xprim.models.LockTimeoutException;
import io.xprim.models.ModelException;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.NetworkException;
import io.xprim.models.NotInstalledException;
import io.xprim.models.PullOptions;
import io.xprim.models.RemoveOptions;
import io.xprim.models.RemoveResult;
import io.xprim.models.VerificationException;
import io.xprim.models.VerifyOptions;
import io.xprim.models.VerifyResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * One random call of a manager after the other, each with a deadline that only a deadlock misses. A failure has to be one that can be at
 * such a call, and every answer true. For one thread.
 */
final class RandomCalls {
    private static final Duration DEADLINE = Duration.ofSeconds(90);
    private static final Set<Class<? extends ModelException>> NETWORK =
            Set.of(NetworkException.class, VerificationException.class);

    private final ModelManager manager;
    private final List<ModelRef> refs;
    private final Set<ModelRef> undamaged;
    private final ScheduledExecutorService timer;
    private final Random random;
    private int succeeded;

    /**
     * Calls nothing yet.
     *
     * @param refs all of which the registry has
     * @param undamaged those whose files nobody touches
     */
    RandomCalls(
            ModelManager manager,
            List<ModelRef> refs,
            Set<ModelRef> undamaged,
            ScheduledExecutorService timer,
            Random random) {
        this.manager = manager;
        this.refs = refs;
        this.undamaged = undamaged;
        this.timer = timer;
        this.random = random;
    }

    /** How many calls did what they should. */
    int succeeded() {
        return succeeded;
    }

    void next() {
        Conditions conditions = new Conditions();
        ModelRef ref = refs.get(random.nextInt(refs.size()));
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> conditions.allow(NETWORK).run(() -> pull(ref, conditions));
            case 6, 7 -> conditions.allow(NETWORK).run(() -> manager.ensure(ref, conditions.pullOptions()));
            case 8, 9, 10 ->
                conditions
                        .allow(Set.of(NotInstalledException.class))
                        .run(() -> manager.remove(ref, conditions.removeOptions()));
            case 11 -> conditions.allow(Set.of(NotInstalledException.class)).run(() -> removeAll(ref, conditions));
            case 12, 13 -> conditions.allow(Set.of(NotInstalledException.class)).run(() -> verify(ref, conditions));
            case 14, 15 ->
                conditions
                        .allow(NETWORK)
                        .allow(Set.of(NotInstalledException.class))
                        .run(() -> repair(ref, conditions));
            case 16 -> conditions.run(() -> manager.prune(conditions.callOptions()));
            case 17 -> conditions.allow(NETWORK).run(() -> manager.checkUpdates(conditions.callOptions()));
            case 18 -> conditions.run(manager::listInstalled);
            default -> conditions.allow(Set.of(NotInstalledException.class)).run(() -> manager.path(ref));
        }
    }

    private void pull(ModelRef ref, Conditions conditions) {
        ModelRef pulled = manager.pull(ref, conditions.pullOptions()).model().ref();
        require(pulled.equals(ref), "pulled " + pulled + " for " + ref);
    }

    private void removeAll(ModelRef ref, Conditions conditions) {
        RemoveResult result = manager.removeAll(ref.group(), ref.model(), conditions.removeOptions());
        result.failed().values().forEach(conditions::requireAllowed);
    }

    private void verify(ModelRef ref, Conditions conditions) {
        VerifyResult result = manager.verify(ref, conditions.verifyOptions(false));
        require(result.ok() || !undamaged.contains(ref), ref + " is damaged: " + result.damaged());
    }

    private void repair(ModelRef ref, Conditions conditions) {
        VerifyResult result = manager.verify(ref, conditions.verifyOptions(true));
        require(result.ok(), ref + " was not repaired: " + result.damaged());
        require(result.damaged().isEmpty() || !undamaged.contains(ref), ref + " was damaged: " + result.damaged());
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    /** Under what a call is made, and so how it may fail. */
    private final class Conditions {
        private final Cancellation cancellation = new Cancellation();
        private final boolean patient = random.nextInt(8) > 0;
        private final Set<Class<? extends ModelException>> allowed = new HashSet<>();

        Conditions() {
            if (random.nextInt(8) == 0) {
                allowed.add(CancelledException.class);
                ScheduledFuture<?> ignored =
                        timer.schedule(cancellation::cancel, random.nextInt(60), TimeUnit.MILLISECONDS);
            }
            if (!patient) {
                allowed.add(LockTimeoutException.class);
            }
        }

        Conditions allow(Set<Class<? extends ModelException>> failures) {
            allowed.addAll(failures);
            return this;
        }

        void run(Runnable call) {
            try {
                call.run();
                succeeded++;
            } catch (ModelException e) {
                requireAllowed(e);
            }
        }

        void requireAllowed(ModelException e) {
            if (!allowed.contains(e.getClass())) {
                throw new AssertionError("this call may not fail like that: " + e, e);
            }
        }

        private Duration lockWait() {
            return patient ? DEADLINE : Duration.ZERO;
        }

        CallOptions callOptions() {
            return CallOptions.builder()
                    .timeout(DEADLINE)
                    .cancellation(cancellation)
                    .build();
        }

        PullOptions pullOptions() {
            return PullOptions.builder()
                    .timeout(DEADLINE)
                    .cancellation(cancellation)
                    .lockWait(lockWait())
                    .force(random.nextInt(8) == 0)
                    .build();
        }

        RemoveOptions removeOptions() {
            return RemoveOptions.builder()
                    .timeout(DEADLINE)
                    .cancellation(cancellation)
                    .lockWait(lockWait())
                    .build();
        }

        VerifyOptions verifyOptions(boolean repair) {
            return VerifyOptions.builder()
                    .timeout(DEADLINE)
                    .cancellation(cancellation)
                    .lockWait(lockWait())
                    .repair(repair)
                    .build();
        }
    }
}
