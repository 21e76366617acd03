// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program with its arguments.
 *
 * @param environment what is set besides what there is
 */
public record Command(List<String> line, Map<String, String> environment) {
    public Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    public static Command of(String... line) {
        return new Command(List.of(line), Map.of());
    }

    public Command with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Command(line, more);
    }

    /** The same command as the last arguments of another. */
    Command behind(String... prefix) {
        List<String> longer = new ArrayList<>(List.of(prefix));
        longer.addAll(line);
        return new Command(longer, environment);
    }

    /** What starts it, with nothing of what the user has set for the program: that is no part of what is measured. */
    public ProcessBuilder toBuilder() {
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().keySet().removeIf(name -> name.startsWith("XPRIM_"));
        builder.environment().putAll(environment);
        return builder;
    }
}
