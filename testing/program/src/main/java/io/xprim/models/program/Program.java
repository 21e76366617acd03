// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.program;

import io.xprim.models.ModelException;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelManagerBuilder;
import io.xprim.models.ModelRef;
import java.nio.file.Path;
import java.util.Map;

/** Pulls one model and says what was done over which transport, or what failed, and what was warned of. */
public final class Program {
    private Program() {}

    /** Takes a registry, a folder to keep models in, a reference and perhaps the id of a transport; ends with 1 if the pull failed. */
    public static void main(String... arguments) {
        ChoiceLog log = new ChoiceLog();
        ModelManagerBuilder builder = ModelManager.builder("program")
                .logger(log)
                .environment(Map.of())
                .registry(arguments[0])
                .dataDirectory(Path.of(arguments[1]));
        if (arguments.length > 3) {
            builder.transport(arguments[3]);
        }
        try (ModelManager manager = builder.build()) {
            System.out.println(manager.pull(ModelRef.parse(arguments[2])).outcome() + " by "
                    + origin(manager.getClass()) + " over " + log.transport());
        } catch (ModelException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
            for (Throwable suppressed : e.getSuppressed()) {
                System.out.println("suppressed: " + suppressed);
            }
            System.exit(1);
        }
    }

    private static String origin(Class<?> type) {
        return type.getModule().isNamed() ? type.getModule().getName() : "the class path";
    }
}
