// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.CallOptions;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.RemoteModel;
import io.xprim.models.cli.failure.Failure;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The manager that a command uses. It stays open until the command has had its say, so that after a failure it can still be asked what
 * there is. Closing closes it, unless it was given. Not thread-safe.
 */
final class UsedManager implements AutoCloseable {
    /** For what is only a courtesy, after the registry has answered once. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Application application;
    private @Nullable ModelManager manager;

    UsedManager(Application application) {
        this.application = application;
    }

    ModelManager open(Supplier<ManagerSettings> settings) {
        Supplier<ModelManager> given = application.givenManager();
        ModelManager opened = given == null ? application.open(settings.get()) : given.get();
        manager = opened;
        return opened;
    }

    /** Whether there was one to be had. */
    boolean isOpen() {
        return manager != null;
    }

    /** What there is where the model was not found: in the registry, or installed. Empty if that cannot be told. */
    List<ModelRef> known(Failure failure) {
        ModelManager asked = manager;
        if (asked == null) {
            return List.of();
        }
        try {
            return switch (failure) {
                case NOT_INSTALLED -> asked.installedRefs();
                case MODEL_NOT_FOUND, VERSION_NOT_FOUND ->
                    asked.listRemote(courtesy()).stream().map(RemoteModel::ref).toList();
                default -> List.of();
            };
        } catch (RuntimeException e) {
            // The failure that is being told matters more than why there are no suggestions.
            return List.of();
        }
    }

    @Override
    public void close() {
        if (manager != null && application.givenManager() == null) {
            manager.close();
        }
    }

    private CallOptions courtesy() {
        return CallOptions.builder()
                .cancellation(application.cancellation())
                .timeout(PATIENCE)
                .build();
    }
}
