// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.InstalledModel;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.RemoveOptions;
import io.xprim.models.RemoveResult;
import io.xprim.models.cli.failure.UsageException;
import io.xprim.models.cli.option.CommonOption;
import io.xprim.models.cli.output.HumanText;
import io.xprim.models.cli.output.JsonObject;
import java.util.List;

/** Removes what is installed. */
final class RemoveCommand extends Subcommand {
    private List<String> model = List.of();
    private boolean all;
    private boolean yes;

    RemoveCommand(Application application) {
        super(application);
    }

    @Override
    void declare(Declaration takes) {
        takes.help(
                        "Removes an installed version, or all versions of a model.",
                        "Examples:",
                        "  ${COMMAND-FULL-NAME} fast-whisper/tiny fp16",
                        "  ${COMMAND-FULL-NAME} fast-whisper/tiny --all -y")
                .arguments(value -> model = value, 0, "REF [VERSION]", "The model.")
                .flag(value -> all = value, "All installed versions of the model.", "--all")
                .flag(value -> yes = value, "Do not ask.", "-y", "--yes");
    }

    @Override
    int run(Invocation invocation) {
        RemoveOptions.Builder options =
                RemoveOptions.builder().cancellation(invocation.application().cancellation());
        invocation
                .options()
                .lockWait()
                .ifPresent(wait -> UsageException.naming(CommonOption.WAIT.longName(), () -> options.lockWait(wait)));
        return all ? removeAll(invocation, options.build()) : removeOne(invocation, options.build());
    }

    private int removeOne(Invocation invocation, RemoveOptions options) {
        if (model.size() == 1 && !model.get(0).contains(":")) {
            ModelFilter.parse(model.get(0));
            throw new UsageException("which version of " + model.get(0) + "? Name it, or pass --all to remove all");
        }
        ModelRef ref = ModelArguments.parse(model, invocation);
        ModelManager manager = invocation.localManager();
        List<InstalledModel> there = manager.listInstalled().stream()
                .filter(installed -> installed.ref().equals(ref))
                .toList();
        if (!confirmed(invocation, ref.toString(), there)) {
            return 0;
        }
        manager.remove(ref, options);
        invocation.answer(
                json -> write(json, RemoveResult.builder().removed(List.of(ref)).build()), List.of("Removed " + ref));
        return 0;
    }

    private int removeAll(Invocation invocation, RemoveOptions options) {
        ModelFilter wanted = ModelFilter.parse(model.isEmpty() ? null : model.get(0));
        String group = wanted.group();
        String name = wanted.model();
        if (group == null || name == null || model.size() > 1) {
            throw new UsageException("--all removes all versions of one model; name it as GROUP/MODEL");
        }
        invocation.filter(wanted);
        ModelManager manager = invocation.localManager();
        if (!confirmed(invocation, versions(manager, wanted), installed(manager, wanted))) {
            return 0;
        }
        RemoveResult result = manager.removeAll(group, name, options);
        Failures failures = new Failures();
        failures.addAll(result.failed());
        invocation.answer(
                json -> write(json, result),
                List.of("Removed " + HumanText.count(result.removed().size(), "version") + wanted.words()));
        failures.report(invocation);
        return failures.exitCode();
    }

    private static List<InstalledModel> installed(ModelManager manager, ModelFilter wanted) {
        return manager.listInstalled().stream()
                .filter(installed -> wanted.accepts(installed.ref()))
                .toList();
    }

    private static String versions(ModelManager manager, ModelFilter wanted) {
        return HumanText.count(installed(manager, wanted).size(), "version") + wanted.words();
    }

    /** Where there is nothing to lose, there is nothing to ask. */
    private boolean confirmed(Invocation invocation, String what, List<InstalledModel> there) {
        long size = there.stream().mapToLong(InstalledModel::totalSize).sum();
        return yes
                || there.isEmpty()
                || new Confirmation(invocation).given("Remove " + what + " (" + HumanText.size(size) + ")?");
    }

    private static void write(JsonObject json, RemoveResult result) {
        json.array("removed", result.removed(), JsonObject::ref);
        json.array(
                "failed",
                result.failed().entrySet(),
                (row, failed) -> Failures.write(row, failed.getKey(), failed.getValue()));
    }
}
