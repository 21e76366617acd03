// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.InstalledModel;
import io.xprim.models.ModelFile;
import io.xprim.models.ModelRef;
import io.xprim.models.RemoteModelDetail;
import io.xprim.models.cli.output.HumanText;
import io.xprim.models.cli.output.SafeLine;
import io.xprim.models.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Tells what is known of a model. */
final class InfoCommand extends Subcommand {
    private static final String UNKNOWN = "unknown";

    private List<String> model = List.of();
    private boolean remote;

    InfoCommand(Application application) {
        super(application);
    }

    @Override
    void declare(Declaration takes) {
        takes.help(
                        "Shows what is known of an installed model, or of one in the registry.",
                        "Example:",
                        "  ${COMMAND-FULL-NAME} fast-whisper/tiny fp16 --remote")
                .arguments(value -> model = value, 0, "REF VERSION", "The model.")
                .flag(value -> remote = value, "What the registry says, with the files.", "--remote");
    }

    @Override
    int run(Invocation invocation) {
        ModelRef ref = ModelArguments.parse(model, invocation);
        if (remote) {
            tellRemote(invocation, ref);
        } else {
            tellInstalled(invocation, ref);
        }
        return 0;
    }

    private static void tellInstalled(Invocation invocation, ModelRef ref) {
        InstalledModel found = invocation.localManager().getInstalled(ref);
        invocation.answer(
                json -> json.installed(found).history(found),
                List.of(
                        found.ref().toString(),
                        "  size       " + exactSize(found.totalSize()),
                        "  files      " + found.fileCount(),
                        "  manifest   " + found.manifestHash(),
                        "  registry   "
                                + found.registry()
                                        .map(registry -> SafeLine.of(registry.toString()))
                                        .orElse(UNKNOWN),
                        "  installed  " + HumanText.minute(found.installedAt()),
                        "  verified   "
                                + found.lastVerified().map(HumanText::minute).orElse(UNKNOWN),
                        "  path       " + found.path()));
    }

    private static void tellRemote(Invocation invocation, ModelRef ref) {
        RemoteModelDetail found = invocation.remoteManager().getRemoteDetail(ref, invocation.callOptions());
        invocation.answer(
                json -> json.remote(found.model())
                        .content(found.totalSize(), found.files().size())
                        .number("chunk_size", found.chunkSize())
                        .number("chunk_count", found.chunkCount())
                        .files(found.files()),
                describe(found));
    }

    private static List<String> describe(RemoteModelDetail found) {
        List<String> lines = new ArrayList<>();
        lines.add(found.model().ref().toString());
        found.model().aliasOf().ifPresent(target -> lines.add("  alias of   " + SafeLine.of(target)));
        lines.add("  size       " + exactSize(found.totalSize()));
        lines.add("  chunks     " + found.chunkCount() + " of up to " + HumanText.size(found.chunkSize()));
        lines.add("  manifest   " + found.model().manifestHash());
        Map<String, Object> metadata = new TreeMap<>(found.model().metadata());
        metadata.forEach((name, value) -> lines.add("  metadata   " + SafeLine.of(name + " = " + plain(value))));
        lines.add("");
        Table table = new Table(Set.of(1), "FILE", "SIZE");
        for (ModelFile file : found.files()) {
            table.add(SafeLine.of(file.path()), HumanText.size(file.size()));
        }
        lines.addAll(table.lines());
        return lines;
    }

    private static Object plain(Object value) {
        return value instanceof Optional<?> ? "null" : value;
    }

    private static String exactSize(long bytes) {
        return HumanText.size(bytes) + (bytes < 1024 ? "" : " (" + bytes + " bytes)");
    }
}
