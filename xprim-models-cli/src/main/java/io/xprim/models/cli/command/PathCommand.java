// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.ModelRef;
import io.xprim.models.cli.output.JsonText;
import java.util.List;

/** Tells where an installed model is. */
final class PathCommand extends Subcommand {
    private List<String> model = List.of();

    PathCommand(Application application) {
        super(application);
    }

    @Override
    void declare(Declaration takes) {
        takes.help(
                        "Prints the folder of an installed model.",
                        "Example:",
                        "  cd \"$(${COMMAND-FULL-NAME} fast-whisper/tiny fp16)\"")
                .arguments(value -> model = value, 0, "REF VERSION", "The model.");
    }

    @Override
    int run(Invocation invocation) {
        ModelRef ref = ModelArguments.parse(model, invocation);
        String path = invocation.localManager().path(ref).toString();
        List<String> line = List.of(path);
        invocation.answer(() -> JsonText.object(json -> json.ref(ref).text("path", path)), line, line);
        return 0;
    }
}
