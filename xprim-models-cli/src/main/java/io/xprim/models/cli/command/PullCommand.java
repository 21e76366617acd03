// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.InstalledModel;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.PullOptions;
import io.xprim.models.PullPlan;
import io.xprim.models.PullResult;
import io.xprim.models.PullResult.Outcome;
import io.xprim.models.cli.failure.UsageException;
import io.xprim.models.cli.option.CommonOption;
import io.xprim.models.cli.output.HumanText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Installs a model. */
final class PullCommand extends Subcommand {
    private List<String> model = List.of();
    private boolean force;
    private @Nullable Integer concurrency;
    private final RateLimitOption rateLimit = new RateLimitOption();
    private boolean dryRun;

    PullCommand(Application application) {
        super(application);
    }

    @Override
    void declare(Declaration takes) {
        takes.help(
                        "Installs a model, fetching only what is missing and verifying all of it.",
                        "Examples:",
                        "  ${COMMAND-FULL-NAME} fast-whisper/tiny fp16",
                        "  ${COMMAND-FULL-NAME} fast-whisper/tiny:fp16 --dry-run")
                .arguments(value -> model = value, 0, "REF VERSION", "The model.")
                .flag(
                        value -> force = value,
                        "Install again what is installed, and replace foreign files in its folder.",
                        "-f",
                        "--force")
                .number(
                        value -> concurrency = value,
                        "N",
                        "How many chunks to fetch at once, 1 to 16 (as many as turn out to be fastest).",
                        "--concurrency");
        rateLimit.declare(takes);
        takes.flag(value -> dryRun = value, "Only say what would be done.", "--dry-run");
    }

    @Override
    int run(Invocation invocation) {
        ModelRef ref = ModelArguments.parse(model, invocation);
        PullOptions.Builder options = PullOptions.builder()
                .cancellation(invocation.application().cancellation())
                .force(force);
        if (concurrency != null) {
            int atOnce = concurrency;
            UsageException.naming("--concurrency", () -> options.concurrency(atOnce));
        }
        rateLimit.value().ifPresent(options::rateLimit);
        invocation
                .options()
                .lockWait()
                .ifPresent(wait -> UsageException.naming(CommonOption.WAIT.longName(), () -> options.lockWait(wait)));
        ModelManager manager = invocation.remoteManager();
        if (dryRun) {
            tell(invocation, manager.plan(ref, options.build()));
        } else {
            tell(invocation, new WatchedPull(invocation).run(manager, ref, options));
        }
        return 0;
    }

    private static void tell(Invocation invocation, PullResult result) {
        InstalledModel installed = result.model();
        List<String> lines = new ArrayList<>();
        lines.add(headline(result.outcome(), installed.ref()) + ": "
                + content(installed.totalSize(), installed.fileCount()));
        if (result.outcome() != Outcome.ALREADY_INSTALLED) {
            lines.add("  fetched " + HumanText.size(result.bytesFetched()) + ", reused "
                    + HumanText.size(result.bytesReused()) + ", in " + HumanText.stopwatch(result.elapsed()));
        }
        lines.add("  " + installed.path());
        invocation.answer(
                json -> json.installed(installed)
                        .text("outcome", result.outcome().name().toLowerCase(Locale.ROOT))
                        .number("bytes_fetched", result.bytesFetched())
                        .number("bytes_reused", result.bytesReused())
                        .number("elapsed_ms", result.elapsed().toMillis()),
                lines);
    }

    private static void tell(Invocation invocation, PullPlan plan) {
        String would = plan.outcome() == Outcome.ALREADY_INSTALLED
                ? "  nothing to do"
                : "  would fetch " + HumanText.size(plan.bytesToFetch()) + ", reuse "
                        + HumanText.size(plan.bytesToReuse());
        invocation.answer(
                json -> json.ref(plan.ref())
                        .manifestHash(plan.manifestHash())
                        .content(plan.totalSize(), plan.fileCount())
                        .text("outcome", plan.outcome().name().toLowerCase(Locale.ROOT))
                        .flag("dry_run", true)
                        .number("bytes_to_fetch", plan.bytesToFetch())
                        .number("bytes_to_reuse", plan.bytesToReuse()),
                List.of(
                        planned(plan.outcome(), plan.ref()) + ": " + content(plan.totalSize(), plan.fileCount()),
                        would));
    }

    private static String headline(Outcome outcome, ModelRef ref) {
        return switch (outcome) {
            case INSTALLED -> "Installed " + ref;
            case UPDATED -> "Updated " + ref;
            case REPAIRED -> "Repaired " + ref;
            case ALREADY_INSTALLED -> ref + " is already installed";
        };
    }

    private static String planned(Outcome outcome, ModelRef ref) {
        return switch (outcome) {
            case INSTALLED -> "Would install " + ref;
            case UPDATED -> "Would update " + ref;
            case REPAIRED -> "Would repair " + ref;
            case ALREADY_INSTALLED -> headline(outcome, ref);
        };
    }

    private static String content(long bytes, int files) {
        return HumanText.size(bytes) + " in " + HumanText.count(files, "file");
    }
}
