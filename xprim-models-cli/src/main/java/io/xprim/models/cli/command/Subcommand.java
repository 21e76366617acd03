// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What all commands are: run once, with a code for the caller, and no exception ever. */
abstract class Subcommand implements Callable<Integer> {
    private final Application application;
    private @Nullable CommandSpec spec;

    Subcommand(Application application) {
        this.application = application;
    }

    /** Tells the command its place in the tree. */
    final void attach(CommandSpec place) {
        spec = place;
    }

    final CommandSpec spec() {
        return Objects.requireNonNull(spec, "attach comes first");
    }

    @Override
    public final Integer call() {
        return new Invocation(application, spec()).run(this);
    }

    /** Says what the command takes. */
    abstract void declare(Declaration takes);

    /**
     * Does the work.
     *
     * @return the exit code
     */
    abstract int run(Invocation invocation);
}
