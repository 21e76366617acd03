// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.option;

import io.xprim.models.cli.failure.UsageException;
import io.xprim.models.spi.SafeText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The common options as they were given. What stands after the command wins over what stands before it; an empty value is none. */
public final class GivenOptions {
    /** Credentials and queries of URLs. */
    private static final Pattern MAY_BE_SECRET = Pattern.compile("://.*[@?]");

    private final CommandSpec command;

    /**
     * Reads nothing yet.
     *
     * @param command the command that runs
     */
    public GivenOptions(CommandSpec command) {
        this.command = command;
    }

    public boolean json() {
        return flag(CommonOption.JSON);
    }

    public boolean quiet() {
        return flag(CommonOption.QUIET);
    }

    public boolean verbose() {
        return flag(CommonOption.VERBOSE);
    }

    public Optional<String> registry() {
        return text(CommonOption.REGISTRY);
    }

    /** Against the caller's working directory. */
    public Optional<Path> dataDirectory() {
        return value(CommonOption.DATA_DIR, FolderText::parse);
    }

    /** The id of a transport that is there. */
    public Optional<String> transport() {
        return value(CommonOption.TRANSPORT, TransportText::parse);
    }

    public Optional<Duration> timeout() {
        return value(CommonOption.TIMEOUT, DurationText::parse);
    }

    public Optional<Integer> retries() {
        return value(CommonOption.RETRIES, GivenOptions::number);
    }

    public Optional<Duration> lockWait() {
        return value(CommonOption.WAIT, DurationText::parse);
    }

    public ProgressMode progress() {
        return value(CommonOption.PROGRESS, ProgressMode::parse).orElse(ProgressMode.AUTO);
    }

    /**
     * Those that say where models come from and where they are kept, as they were given, for a command that is suggested. An address that
     * may hold a secret is left out.
     */
    public String places() {
        return Stream.of(CommonOption.REGISTRY, CommonOption.DATA_DIR)
                .flatMap(option -> text(option)
                        .filter(value -> !MAY_BE_SECRET.matcher(value).find())
                        .map(value -> option.longName() + " " + ShellWord.of(value))
                        .stream())
                .collect(Collectors.joining(" "));
    }

    private boolean flag(CommonOption option) {
        OptionSpec given = given(option);
        return given != null && !Boolean.FALSE.equals(given.getValue());
    }

    private Optional<String> text(CommonOption option) {
        OptionSpec given = given(option);
        List<String> values = given == null ? List.of() : given.stringValues();
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(values.get(values.size() - 1)).filter(value -> !value.isEmpty());
    }

    private <T> Optional<T> value(CommonOption option, Function<String, T> parser) {
        return text(option).map(text -> UsageException.naming(option.longName(), () -> parser.apply(text)));
    }

    /** From the command upwards, and into the options that a parent hands down; null if it was not given. */
    private @Nullable OptionSpec given(CommonOption option) {
        for (@Nullable CommandSpec spec = command; spec != null; spec = spec.parent()) {
            ParseResult result = spec.commandLine().getParseResult();
            if (result != null && result.hasMatchedOption(option.longName())) {
                return result.matchedOption(option.longName());
            }
        }
        return null;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(SafeText.quoted(text) + " is no whole number", e);
        }
    }
}
