// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What a command takes, and what its help says. It is told to picocli by hand, since reading it from annotations takes longer than some
 * commands do. What takes a value is told of it, and of its default before each time arguments are read. Not thread-safe.
 */
final class Declaration {
    private final CommandSpec spec;

    Declaration(CommandSpec spec) {
        this.spec = spec;
    }

    /** What the help says before and, behind an empty line, after all that the command takes. */
    Declaration help(String description, String... footer) {
        spec.usageMessage()
                .description(description)
                .footer(Stream.concat(Stream.of(""), Stream.of(footer)).toArray(String[]::new));
        return this;
    }

    /** What the help calls the commands below this one, and what stands above the list of them. */
    Declaration list(String label, String heading) {
        spec.usageMessage().synopsisSubcommandLabel(label).commandListHeading(heading);
        return this;
    }

    /** An option without a value, false unless it is given. */
    Declaration flag(Consumer<Boolean> field, String description, String... names) {
        return add(OptionSpec.builder(names).type(boolean.class).initialValue(false), field, description);
    }

    /** An option with a text, null unless it is given. */
    Declaration text(Consumer<@Nullable String> field, String label, String description, String name) {
        return add(value(String.class, name, label), field, description);
    }

    /** An option with a text, the default unless it is given. */
    Declaration text(Consumer<String> field, String otherwise, String label, String description, String name) {
        return add(value(String.class, name, label).initialValue(otherwise), field, description);
    }

    /** An option with a whole number, null unless it is given. */
    Declaration number(Consumer<@Nullable Integer> field, String label, String description, String name) {
        return add(value(Integer.class, name, label), field, description);
    }

    /** An option with a whole number, the default unless it is given. */
    Declaration number(Consumer<Integer> field, int otherwise, String label, String description, String name) {
        return add(value(Integer.class, name, label).initialValue(otherwise), field, description);
    }

    /** An option with a name and a value for it, which may be repeated. */
    Declaration pairs(Consumer<Map<String, String>> field, String label, String description, String name) {
        return add(
                value(Map.class, name, label)
                        .auxiliaryTypes(String.class, String.class)
                        .initialValue(Map.of()),
                field,
                description);
    }

    /** One argument at a place, null unless it is given. */
    Declaration argument(Consumer<@Nullable String> field, int place, String label, String description) {
        return add(
                PositionalParamSpec.builder()
                        .index(Integer.toString(place))
                        .arity("0..1")
                        .type(String.class)
                        .initialValue(null),
                field,
                label,
                description);
    }

    /** All arguments from a place on. */
    Declaration arguments(Consumer<List<String>> field, int from, String label, String description) {
        return add(
                PositionalParamSpec.builder()
                        .index(from + "..*")
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .initialValue(List.of()),
                field,
                label,
                description);
    }

    private static OptionSpec.Builder value(Class<?> type, String name, String label) {
        return OptionSpec.builder(name).type(type).paramLabel(label).initialValue(null);
    }

    private Declaration add(OptionSpec.Builder option, Consumer<?> field, String description) {
        Binding<?> binding = new Binding<>(field);
        spec.addOption(
                option.getter(binding).setter(binding).description(description).build());
        return this;
    }

    private Declaration add(PositionalParamSpec.Builder argument, Consumer<?> field, String label, String description) {
        Binding<?> binding = new Binding<>(field);
        spec.addPositional(argument.getter(binding)
                .setter(binding)
                .paramLabel(label)
                .hideParamSyntax(true)
                .description(description)
                .build());
        return this;
    }

    /** Where picocli puts a value, and looks for it where there may be several. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static final class Binding<V> implements IGetter, ISetter {
        private final Consumer<V> field;
        private @Nullable Object value;

        Binding(Consumer<V> field) {
            this.field = field;
        }

        @Override
        public <T> @Nullable T get() {
            return (T) value;
        }

        @Override
        public <T> @Nullable T set(T next) {
            @Nullable T before = (T) value;
            value = next;
            field.accept((V) next);
            return before;
        }
    }
}
