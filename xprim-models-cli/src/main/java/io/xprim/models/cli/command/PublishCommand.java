// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.ModelRef;
import io.xprim.models.PublishOptions;
import io.xprim.models.PublishResult;
import io.xprim.models.cli.failure.UsageException;
import io.xprim.models.cli.option.FolderText;
import io.xprim.models.cli.option.SizeText;
import io.xprim.models.cli.output.HumanText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a folder into a version of a model in a registry folder. */
final class PublishCommand extends Subcommand {
    private @Nullable String folder;
    private List<String> model = List.of();
    private @Nullable String registry;
    private @Nullable String chunkSize;
    private @Nullable String alias;
    private Map<String, String> metadata = Map.of();
    private boolean force;
    private boolean trustExisting;

    PublishCommand(Application application) {
        super(application);
    }

    @Override
    void declare(Declaration takes) {
        takes.help(
                        "Publishes a folder as a version of a model, in a registry's folder.",
                        "Example:",
                        "  ${COMMAND-FULL-NAME} ./tiny fast-whisper/tiny fp16 --to ./registry --alias latest")
                .argument(value -> folder = value, 0, "DIR", "The folder.")
                .arguments(value -> model = value, 1, "REF VERSION", "What it is to be called.")
                .text(value -> registry = value, "REGISTRY_DIR", "The registry's folder; made if need be.", "--to")
                .text(value -> chunkSize = value, "SIZE", "The size of a chunk (10MiB).", "--chunk-size")
                .text(value -> alias = value, "NAME", "Another name for the version, such as latest.", "--alias")
                .pairs(value -> metadata = value, "K=V", "What the index is to say of it; repeatable.", "--metadata")
                .flag(value -> force = value, "Replace other content under the same version or alias.", "-f", "--force")
                .flag(
                        value -> trustExisting = value,
                        "Take chunks in the registry for right without reading them.",
                        "--trust-existing");
    }

    @Override
    int run(Invocation invocation) {
        Path source = folder(folder, "which folder? Give the one to publish before the model's name");
        ModelRef ref = ModelArguments.parse(model, invocation);
        if (registry == null || registry.isEmpty()) {
            throw new UsageException("which registry? Name its folder with --to REGISTRY_DIR");
        }
        String to = registry;
        Path target = UsageException.naming("--to", () -> FolderText.parse(to));
        PublishOptions options = options(invocation);
        tell(invocation, invocation.publisher(target).publish(source, ref, options), target);
        return 0;
    }

    /** The folder, which has to be there; a missing one is a wrong argument. */
    static Path folder(@Nullable String text, String ifMissing) {
        if (text == null || text.isEmpty()) {
            throw new UsageException(ifMissing);
        }
        Path path = UsageException.naming("the folder", () -> FolderText.parse(text));
        if (!Files.isDirectory(path)) {
            throw new UsageException("there is no folder " + path);
        }
        return path;
    }

    private PublishOptions options(Invocation invocation) {
        PublishOptions.Builder options = PublishOptions.builder()
                .cancellation(invocation.application().cancellation())
                .force(force)
                .trustExisting(trustExisting);
        if (chunkSize != null) {
            String size = chunkSize;
            UsageException.naming("--chunk-size", () -> options.chunkSize(bounded(SizeText.parse(size))));
        }
        if (alias != null) {
            options.alias(alias);
        }
        metadata.forEach(options::metadata);
        return options.build();
    }

    /** What no {@code int} holds is out of range all the same; the options say what the range is. */
    private static int bounded(long size) {
        return (int) Math.min(size, Integer.MAX_VALUE);
    }

    private static void tell(Invocation invocation, PublishResult result, Path registry) {
        List<String> lines = new ArrayList<>();
        lines.add("Published " + result.ref() + ": " + HumanText.size(result.totalSize()) + " in "
                + HumanText.count(result.fileCount(), "file") + " and "
                + HumanText.count(result.chunkCount(), "chunk"));
        result.alias().ifPresent(name -> lines.add("  also as " + result.ref().withVersion(name)));
        lines.add("  wrote " + HumanText.size(result.bytesWritten()) + " to " + registry);
        invocation.answer(
                json -> {
                    json.ref(result.ref()).manifestHash(result.manifestHash());
                    result.alias().ifPresent(name -> json.text("alias", name));
                    json.content(result.totalSize(), result.fileCount())
                            .number("chunk_count", result.chunkCount())
                            .number("bytes_written", result.bytesWritten())
                            .text("registry", registry.toString());
                },
                lines);
    }
}
