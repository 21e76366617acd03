// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.ModelRef;
import io.xprim.models.cli.output.JsonText;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells where an installed model is. */
@Command(
        description = "Prints the folder of an installed model.",
        abbreviateSynopsis = true,
        footer = {"", "Example:", "  cd \"$(${COMMAND-FULL-NAME} fast-whisper/tiny fp16)\""})
final class PathCommand extends Subcommand {
    @Parameters(arity = "0..*", paramLabel = "REF VERSION", hideParamSyntax = true, description = "The model.")
    private List<String> model = List.of();

    PathCommand(Application application) {
        super(application);
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
