// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.cli.failure.Nearest;
import io.xprim.models.cli.output.SafeLine;
import io.xprim.models.spi.SafeText;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What picocli disliked about the arguments, in our words. The tree has picocli collect its errors, so that a command reports them itself:
 * as JSON if that was asked for, wherever in the arguments, and alike within a parent's tree.
 */
final class ParseErrors {
    private ParseErrors() {}

    /** The first one, of the outermost command of the tree. */
    static Optional<String> of(CommandSpec command) {
        Optional<String> outer =
                command.userObject() instanceof RootCommand ? Optional.empty() : ofOne(command.parent());
        return outer.isPresent() ? outer : ofOne(command);
    }

    private static Optional<String> ofOne(@Nullable CommandSpec spec) {
        if (spec == null) {
            return Optional.empty();
        }
        ParseResult result = spec.commandLine().getParseResult();
        if (result.errors().isEmpty()) {
            return Optional.empty();
        }
        String message = message(spec, result.errors().get(0));
        return Optional.of(
                message + (message.endsWith("?") ? " See '" : "; see '") + spec.qualifiedName() + " --help'");
    }

    private static String message(CommandSpec spec, Exception error) {
        if (error instanceof UnmatchedArgumentException unmatched) {
            return unmatched(spec, unmatched.getUnmatched().get(0));
        }
        if (error instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            ArgSpec argument = missing.getMissing().get(0);
            return name(argument) + ": its value is missing; write " + name(argument) + " " + argument.paramLabel();
        }
        if (error instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + ": it is given more than once";
        }
        return error instanceof ParameterException invalid && invalid.getArgSpec() != null
                ? name(invalid.getArgSpec()) + ": " + problem(invalid.getArgSpec(), String.valueOf(invalid.getValue()))
                : SafeLine.of(String.valueOf(error.getMessage()));
    }

    private static String problem(ArgSpec argument, String value) {
        String quoted = SafeText.quoted(value);
        if (argument.typeInfo().isBoolean()) {
            return "it takes no value, and " + quoted + " is one";
        }
        return argument.typeInfo().isMap()
                ? quoted + " is not of the form " + argument.paramLabel()
                : quoted + " is no whole number";
    }

    private static String unmatched(CommandSpec spec, String argument) {
        String safe = SafeLine.of(argument);
        if (argument.startsWith("-")) {
            return "there is no option " + safe + meant(argument.replaceFirst("=.*", ""), options(spec));
        }
        return spec.userObject() instanceof RootCommand
                ? "there is no command \"" + safe + "\""
                        + meant(argument, spec.subcommands().keySet())
                : "\"" + safe + "\" is one argument too many";
    }

    private static String meant(String word, Collection<String> names) {
        return Nearest.question(word, names).map(question -> "; " + question).orElse("");
    }

    private static Collection<String> options(CommandSpec spec) {
        return spec.options().stream()
                .filter(option -> !option.hidden())
                .map(OptionSpec::longestName)
                .toList();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
