// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.PruneResult;
import io.xprim.models.cli.output.HumanText;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Clears away what unfinished pulls left. */
@Command(
        description = "Deletes what unfinished pulls have left, and cached chunks. Installed models stay.",
        abbreviateSynopsis = true,
        footer = {"", "Example:", "  ${COMMAND-FULL-NAME} -y"})
final class PruneCommand extends Subcommand {
    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    PruneCommand(Application application) {
        super(application);
    }

    @Override
    int run(Invocation invocation) {
        if (!yes && !new Confirmation(invocation).given("Delete unfinished pulls and cached chunks?")) {
            return 0;
        }
        PruneResult result = invocation.localManager().prune(invocation.callOptions());
        invocation.answer(
                json -> json.number("bytes_freed", result.bytesFreed()).number("entries", result.entries()),
                List.of(
                        result.entries() == 0
                                ? "Nothing to delete"
                                : "Freed " + HumanText.size(result.bytesFreed()) + " ("
                                        + HumanText.entries(result.entries()) + ")"));
        return 0;
    }
}
