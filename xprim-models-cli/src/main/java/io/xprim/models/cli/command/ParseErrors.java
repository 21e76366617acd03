// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.cli.output.SafeLine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What picocli disliked about the arguments. The tree has picocli collect its errors, so that a command reports them itself: as JSON if
 * that was asked for, wherever in the arguments, and alike within a parent's tree.
 */
final class ParseErrors {
    private ParseErrors() {}

    /** The first one, of the outermost command of the tree. */
    static Optional<String> of(CommandSpec command) {
        Optional<String> outer =
                command.userObject() instanceof RootCommand ? Optional.empty() : ofOne(command.parent());
        return outer.or(() -> ofOne(command));
    }

    private static Optional<String> ofOne(@Nullable CommandSpec spec) {
        if (spec == null) {
            return Optional.empty();
        }
        ParseResult result = spec.commandLine().getParseResult();
        return result.errors().stream().findFirst().map(error -> {
            String message = error instanceof UnmatchedArgumentException unmatched
                    ? unmatched(spec, unmatched)
                    : SafeLine.of(String.valueOf(error.getMessage()));
            return message + "; see '" + spec.qualifiedName() + " --help'";
        });
    }

    private static String unmatched(CommandSpec spec, UnmatchedArgumentException error) {
        String argument = SafeLine.of(error.getUnmatched().get(0));
        if (argument.startsWith("-")) {
            return "there is no option " + argument;
        }
        return spec.userObject() instanceof RootCommand
                ? "there is no command \"" + argument + "\""
                : "\"" + argument + "\" is one argument too many";
    }
}
