// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.failure;

import io.xprim.models.ModelRef;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which command helps after a failure, by the name that it has in this very program, and which model may have been meant. */
public final class Hint {
    private final String program;
    private final String settings;

    /**
     * Makes hints.
     *
     * @param program how the user calls the command tree, such as {@code mytool models}
     * @param settings the options that a suggested command needs to reach the same models, such as {@code --data-dir models}, or nothing
     */
    public Hint(String program, String settings) {
        this.program = program;
        this.settings = settings.isEmpty() ? "" : " " + settings;
    }

    /** A call that works as it stands, in quotes. */
    public String call(String arguments) {
        return "'" + program + " " + arguments + settings + "'";
    }

    /** What to do after a failure, whatever it is about. */
    public Optional<String> after(Failure failure) {
        return failure == Failure.DAMAGED_STORE ? Optional.of(call("verify --repair") + " does it") : Optional.empty();
    }

    /**
     * What to do after a failure that is about a model.
     *
     * @param known the models that there are where this one was not found
     */
    public Optional<String> after(Failure failure, ModelRef ref, Collection<ModelRef> known) {
        Optional<String> meant = meant(ref, known);
        Optional<String> helps = helping(failure, ref, meant.isPresent());
        List<String> both = Stream.concat(meant.stream(), helps.stream()).toList();
        return both.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", both));
    }

    private Optional<String> helping(Failure failure, ModelRef ref, boolean second) {
        return switch (failure) {
            case NOT_INSTALLED ->
                Optional.of((second ? "Otherwise install it with " : "install it with ") + call("pull " + ref));
            case MODEL_NOT_FOUND -> Optional.of(call("list --remote") + " shows what there is");
            case VERSION_NOT_FOUND -> Optional.of(call("list --remote " + name(ref)) + " shows the versions there are");
            default -> Optional.empty();
        };
    }

    /** Of a model that is there, its versions; otherwise the models. */
    private static Optional<String> meant(ModelRef ref, Collection<ModelRef> known) {
        if (known.contains(ref)) {
            // Listed, but its folder is gone: the name was right.
            return Optional.empty();
        }
        List<String> versions = known.stream()
                .filter(other -> name(other).equals(name(ref)))
                .map(ModelRef::version)
                .toList();
        return versions.isEmpty()
                ? Nearest.question(name(ref), known.stream().map(Hint::name).toList())
                : Nearest.question(ref.version(), versions);
    }

    private static String name(ModelRef ref) {
        return ref.group() + "/" + ref.model();
    }
}
