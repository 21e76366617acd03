// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.ModelException;
import io.xprim.models.ModelRef;
import io.xprim.models.cli.failure.Failure;
import io.xprim.models.cli.output.JsonObject;
import io.xprim.models.cli.output.SafeLine;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The failures of a command that goes on past each, by model. */
final class Failures {
    private final SortedMap<ModelRef, ModelException> byModel = new TreeMap<>();

    void add(ModelRef ref, ModelException failure) {
        byModel.put(ref, failure);
    }

    void addAll(Map<ModelRef, ModelException> failures) {
        byModel.putAll(failures);
    }

    SortedMap<ModelRef, ModelException> byModel() {
        return byModel;
    }

    /** Tells of each on stderr, unless the JSON document does. */
    void report(Invocation invocation) {
        if (!invocation.options().json()) {
            byModel.values()
                    .forEach(failure -> invocation
                            .console()
                            .message(invocation.programName() + ": " + SafeLine.of(message(failure))));
        }
    }

    /** 0 without failures; the code that all have in common, or else 1. */
    int exitCode() {
        int[] codes = byModel.values().stream()
                .mapToInt(failure -> Failure.of(failure).exitCode())
                .distinct()
                .toArray();
        return codes.length == 0 ? 0 : codes.length == 1 ? codes[0] : 1;
    }

    /** The row of one that failed. */
    static void write(JsonObject row, ModelRef ref, ModelException thrown) {
        Failure failure = Failure.of(thrown);
        row.ref(ref)
                .object(
                        "error",
                        error -> error.text("type", failure.type())
                                .text("message", SafeLine.of(message(thrown)))
                                .number("exit_code", failure.exitCode()));
    }

    private static String message(ModelException failure) {
        return String.valueOf(failure.getMessage());
    }
}
