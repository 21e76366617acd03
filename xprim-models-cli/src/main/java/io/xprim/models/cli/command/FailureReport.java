// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.ModelRef;
import io.xprim.models.cli.failure.Failure;
import io.xprim.models.cli.failure.InterruptedPullException;
import io.xprim.models.cli.output.Console;
import io.xprim.models.cli.output.JsonObject;
import io.xprim.models.cli.output.JsonText;
import io.xprim.models.cli.output.SafeLine;
import java.util.Optional;

/** Tells of a failure: one line on stderr, or one JSON document on stdout. */
final class FailureReport {
    private final Invocation invocation;
    private final Throwable thrown;
    private final Failure failure;

    FailureReport(Invocation invocation, Throwable thrown) {
        this.invocation = invocation;
        this.thrown = thrown;
        failure = Failure.of(thrown);
    }

    /** Tells, and answers with the exit code. */
    int deliver() {
        Console console = invocation.console();
        if (invocation.options().json() && !invocation.answered()) {
            invocation.answerJson(JsonText.object(json -> json.object("error", this::describe)));
            if (console.resultLost()) {
                return Failure.STDOUT_CLOSED;
            }
        } else {
            console.message(invocation.programName() + ": " + message());
        }
        if (failure == Failure.INTERNAL && invocation.options().verbose()) {
            printTrace(console, thrown);
        }
        return exitCode();
    }

    private int exitCode() {
        return failure == Failure.CANCELLED
                ? invocation.application().cancelledCode().getAsInt()
                : failure.exitCode();
    }

    private String message() {
        if (failure == Failure.INTERNAL) {
            return SafeLine.of("unexpected failure: " + thrown) + "; --verbose shows where";
        }
        return SafeLine.of(String.valueOf(thrown.getMessage()))
                + hint().map(hint -> "; " + SafeLine.of(hint)).orElse("");
    }

    private Optional<String> hint() {
        Optional<String> general = invocation.hint().after(failure);
        if (general.isPresent()) {
            return general;
        }
        ModelRef subject = invocation.subject();
        if (subject != null) {
            return invocation.hint().after(failure, subject, invocation.known(failure));
        }
        return invocation.filter().meant(invocation.known(failure));
    }

    private void describe(JsonObject error) {
        error.text("type", failure.type())
                .text("message", message())
                .number("exit_code", exitCode())
                .object("context", this::describeContext);
    }

    private void describeContext(JsonObject context) {
        context.text("command", invocation.command());
        ModelRef subject = invocation.subject();
        if (subject != null) {
            context.ref(subject);
        }
        if (thrown instanceof InterruptedPullException interrupted) {
            context.number("bytes_kept", interrupted.bytesKept()).number("bytes_total", interrupted.bytesTotal());
        }
    }

    private static void printTrace(Console console, Throwable thrown) {
        console.message("  " + SafeLine.of(thrown.toString()));
        for (StackTraceElement element : thrown.getStackTrace()) {
            console.message("    at " + element);
        }
        if (thrown.getCause() != null && thrown.getCause() != thrown) {
            printTrace(console, thrown.getCause());
        }
    }
}
