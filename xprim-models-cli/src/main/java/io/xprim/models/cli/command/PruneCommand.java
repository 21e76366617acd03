// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.PruneResult;
import io.xprim.models.cli.output.HumanText;
import java.util.List;

/** Clears away what unfinished pulls left. */
final class PruneCommand extends Subcommand {
    private boolean yes;

    PruneCommand(Application application) {
        super(application);
    }

    @Override
    void declare(Declaration takes) {
        takes.help(
                        "Deletes what unfinished pulls have left, and cached chunks. Installed models stay.",
                        "Example:",
                        "  ${COMMAND-FULL-NAME} -y")
                .flag(value -> yes = value, "Do not ask.", "-y", "--yes");
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
