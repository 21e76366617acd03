// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import io.xprim.models.ModelManagerBuilder;
import io.xprim.models.cli.command.ManagerSettings;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine;

/** Runs commands against a stub, and keeps what they write. */
final class Cli {
    final StubManager manager = new StubManager();
    final Map<String, String> environment = new HashMap<>();
    final List<ManagerSettings> opened = new ArrayList<>();
    final ModelsCommand.Builder builder;
    private String input = "";
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    Cli(String appName) {
        builder = ModelsCommand.builder(appName)
                .managers(this::open)
                .terminal(() -> OptionalInt::empty)
                .input(() -> new StringReader(input));
    }

    /** The program, with a registry. */
    static Cli standalone() {
        Cli cli = new Cli("xprim");
        cli.environment.put("XPRIM_REGISTRY_URL", "http://registry.invalid/");
        return cli;
    }

    /** What the next commands can read. */
    Cli type(String text) {
        input = text;
        return this;
    }

    int run(String... arguments) {
        forget();
        return Main.run(builder.environment(environment), new PrintWriter(out), new PrintWriter(err), arguments);
    }

    /** Runs within a tool's own tree. */
    int runIn(CommandLine parent, String... arguments) {
        forget();
        return parent.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    ManagerSettings lastOpened() {
        return opened.get(opened.size() - 1);
    }

    private StubManager open(ManagerSettings settings, ModelManagerBuilder ignored) {
        opened.add(settings);
        return manager;
    }

    private void forget() {
        out = new StringWriter();
        err = new StringWriter();
    }
}
