// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.InstalledModel;
import io.xprim.models.ModelRef;
import io.xprim.models.RemoteModel;
import io.xprim.models.cli.output.HumanText;
import io.xprim.models.cli.output.JsonObject;
import io.xprim.models.cli.output.JsonText;
import io.xprim.models.cli.output.SafeLine;
import io.xprim.models.cli.output.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists what is installed, or what the registry has. */
final class ListCommand extends Subcommand {
    private static final int SHORT_HASH = 12;

    private @Nullable String filter;
    private boolean remote;

    ListCommand(Application application) {
        super(application);
    }

    @Override
    void declare(Declaration takes) {
        takes.help(
                        "Lists the models that are installed, or those in the registry.",
                        "Examples:",
                        "  ${COMMAND-FULL-NAME}                       what is installed",
                        "  ${COMMAND-FULL-NAME} --remote fast-whisper the models of a group in the registry")
                .argument(value -> filter = value, 0, "[GROUP[/MODEL]]", "Only these.")
                .flag(value -> remote = value, "What the registry has, not what is installed.", "--remote");
    }

    @Override
    int run(Invocation invocation) {
        ModelFilter wanted = ModelFilter.parse(filter);
        if (remote) {
            listRemote(invocation, wanted);
        } else {
            listInstalled(invocation, wanted);
        }
        return 0;
    }

    private static void listInstalled(Invocation invocation, ModelFilter wanted) {
        List<InstalledModel> there = invocation.localManager().listInstalled();
        List<InstalledModel> models = there.stream()
                .filter(model -> wanted.accepts(model.ref()))
                .sorted(Comparator.comparing(InstalledModel::ref))
                .toList();
        if (models.isEmpty()) {
            String meant = wanted.meant(there.stream().map(InstalledModel::ref).toList())
                    .map(question -> question + " ")
                    .orElse("");
            invocation.remark("No models" + wanted.words() + " are installed; " + meant
                    + invocation.hint().call("list --remote") + " shows what the registry has.");
        }
        Table table = new Table(Set.of(2, 3), "MODEL", "VERSION", "SIZE", "FILES", "INSTALLED (UTC)");
        models.forEach(model -> table.add(
                model.ref().group() + "/" + model.ref().model(),
                model.ref().version(),
                HumanText.size(model.totalSize()),
                Integer.toString(model.fileCount()),
                HumanText.minute(model.installedAt())));
        invocation.answer(
                () -> JsonText.array(models, JsonObject::installed),
                models.isEmpty() ? List.of() : table.lines(),
                models.stream().map(model -> compact(model.ref())).toList());
    }

    private static void listRemote(Invocation invocation, ModelFilter wanted) {
        List<RemoteModel> there = invocation.remoteManager().listRemote(invocation.callOptions());
        List<RemoteModel> models = there.stream()
                .filter(model -> wanted.accepts(model.ref()))
                .sorted(Comparator.comparing(RemoteModel::ref))
                .toList();
        if (models.isEmpty()) {
            String meant = wanted.meant(there.stream().map(RemoteModel::ref).toList())
                    .map(question -> "; " + question)
                    .orElse(".");
            invocation.remark("The registry has no models" + wanted.words() + meant);
        }
        Table table = new Table(Set.of(), "MODEL", "VERSION", "ALIAS OF", "MANIFEST");
        models.forEach(model -> table.add(
                model.ref().group() + "/" + model.ref().model(),
                model.ref().version(),
                SafeLine.of(model.aliasOf().orElse("-")),
                model.manifestHash().hex().substring(0, SHORT_HASH)));
        invocation.answer(
                () -> JsonText.array(models, JsonObject::remote),
                models.isEmpty() ? List.of() : table.lines(),
                models.stream().map(model -> compact(model.ref())).toList());
    }

    private static String compact(ModelRef ref) {
        return ref.group() + "/" + ref.model() + ":" + ref.version();
    }
}
