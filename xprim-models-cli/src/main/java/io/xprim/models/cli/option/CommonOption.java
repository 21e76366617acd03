// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.option;

import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** An option that every command takes, before or after the command's name. */
public enum CommonOption {
    REGISTRY("URL|DIR", "Where models come from: a URL, or a registry's folder.", null, "--registry"),
    DATA_DIR("DIR", "Where models are kept.", null, "--data-dir"),
    TRANSPORT("ID", "The HTTP transport to use, if several are there.", null, "--transport"),
    TIMEOUT("TIME", "How long a registry may be silent (30s).", null, "--timeout"),
    RETRIES("N", "How often a request is repeated that failed (3).", null, "--retries"),
    WAIT("TIME", "How long to wait for another pull of the same model.", null, "--wait"),
    PROGRESS("MODE", "How to show progress: auto, plain or none.", null, "--progress"),
    JSON(null, "One JSON document on stdout, and nothing else.", null, "--json"),
    QUIET(null, "The barest result; errors only besides.", "-q", "--quiet"),
    VERBOSE(null, "Say on stderr what happens.", "-v", "--verbose"),
    HELP(null, "Show this help.", "-h", "--help");

    /** What says how a manager is made; of no use where the manager is given. */
    private static final Set<CommonOption> OF_THE_MANAGER = Set.of(REGISTRY, DATA_DIR, TRANSPORT, TIMEOUT, RETRIES);

    private final @Nullable String valueLabel;
    private final String description;
    private final @Nullable String shortName;
    private final String longName;

    CommonOption(@Nullable String valueLabel, String description, @Nullable String shortName, String longName) {
        this.valueLabel = valueLabel;
        this.description = description;
        this.shortName = shortName;
        this.longName = longName;
    }

    /** The name by which messages call it. */
    public String longName() {
        return longName;
    }

    /** Whether it is followed by a value. */
    boolean takesValue() {
        return valueLabel != null;
    }

    boolean isOfTheManager() {
        return OF_THE_MANAGER.contains(this);
    }

    /** Whether the argument is this option, and the next argument its value. */
    private boolean consumesNext(String argument) {
        return takesValue() && longName.equals(argument);
    }

    /** Whether the argument is an option of these, and the next argument its value. */
    public static boolean anyConsumesNext(String argument) {
        return Stream.of(values()).anyMatch(option -> option.consumesNext(argument));
    }

    /** Its names that are not taken. */
    String[] names(Set<String> taken) {
        return Stream.of(shortName, longName)
                .filter(name -> name != null && !taken.contains(name))
                .toArray(String[]::new);
    }

    /** The option for picocli, under some of its names. */
    OptionSpec spec(String[] names, boolean hidden) {
        OptionSpec.Builder builder =
                OptionSpec.builder(names).description(description).hidden(hidden);
        if (valueLabel == null) {
            builder.type(boolean.class).arity("0").usageHelp(this == HELP);
        } else {
            builder.type(String.class).arity("1").paramLabel(valueLabel);
        }
        return builder.build();
    }
}
