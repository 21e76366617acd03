// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelManagerBuilder;
import io.xprim.models.RegistryPublisher;
import io.xprim.models.cli.failure.UsageException;
import io.xprim.models.cli.terminal.Terminal;
import io.xprim.models.spi.VariableName;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a command tree belongs to, and what it works with.
 *
 * @param name the application's name, which says where models are kept and how its variables are called
 * @param standalone whether it is the program itself, not a part of another one
 * @param environment the environment variables
 * @param registry where models come from, if nothing else says so
 * @param transport the id of the transport, if nothing else says so
 * @param logger who hears what happens, besides stderr
 * @param givenManager the parent's manager, which stays the parent's to close
 * @param managers opens a manager of ours
 * @param publishers opens a publisher to a registry folder
 * @param cancellation what ends the running command
 * @param cancelledCode the exit code of a command that was ended
 * @param terminal what stderr is connected to; asked for only where it matters
 * @param input what answers to questions are read from
 */
public record Application(
        String name,
        boolean standalone,
        Map<String, String> environment,
        @Nullable String registry,
        @Nullable String transport,
        System.@Nullable Logger logger,
        @Nullable Supplier<ModelManager> givenManager,
        BiFunction<ManagerSettings, ModelManagerBuilder, ModelManager> managers,
        Function<Path, RegistryPublisher> publishers,
        Cancellation cancellation,
        IntSupplier cancelledCode,
        Supplier<Terminal> terminal,
        Supplier<Reader> input) {
    ModelManager open(ManagerSettings settings) {
        ModelManagerBuilder builder = settings.builder();
        try {
            return managers.apply(settings, builder);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The environment variable of this application that ends so: {@code MYTOOL_MODELS_DIR}. */
    String variable(String ending) {
        return VariableName.of(name, ending);
    }

    /** The variable's value, or null if it is not set or empty. */
    @Nullable
    String environmentValue(String variable) {
        String value = environment.get(variable);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Without the environment, where secrets are kept. */
    @Override
    public String toString() {
        return "Application[" + name + "]";
    }
}
