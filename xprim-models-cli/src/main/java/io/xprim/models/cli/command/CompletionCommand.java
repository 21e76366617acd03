// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.cli.failure.UsageException;
import io.xprim.models.cli.output.JsonText;
import io.xprim.models.spi.SafeText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes shells complete. */
final class CompletionCommand extends Subcommand {
    private static final Set<String> SHELLS = Set.of("bash", "zsh");

    private @Nullable String shell;

    CompletionCommand(Application application) {
        super(application);
    }

    @Override
    void declare(Declaration takes) {
        takes.help(
                        "Prints a script that makes a shell complete commands, options and installed models.",
                        "Example, for ~/.bashrc:",
                        "  eval \"$(${COMMAND-FULL-NAME} bash)\"")
                .argument(value -> shell = value, 0, "SHELL", "bash or zsh.");
    }

    @Override
    int run(Invocation invocation) {
        if (shell == null) {
            throw new UsageException("for which shell? Name bash or zsh");
        }
        String wanted = shell;
        if (!SHELLS.contains(wanted)) {
            throw new UsageException(SafeText.quoted(wanted) + " is neither bash nor zsh");
        }
        String script = CompletionScript.of(spec().root().commandLine());
        List<String> lines = script.lines().toList();
        invocation.answer(
                () -> JsonText.object(json -> json.text("shell", wanted).text("script", script)), lines, lines);
        return 0;
    }
}
