// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.ModelException;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.NotInstalledException;
import io.xprim.models.PullOptions;
import io.xprim.models.PullResult;
import io.xprim.models.RateLimit;
import io.xprim.models.UpdateCheck;
import io.xprim.models.UpdateChecks;
import io.xprim.models.cli.failure.UsageException;
import io.xprim.models.cli.option.CommonOption;
import io.xprim.models.cli.output.HumanText;
import io.xprim.models.cli.output.JsonObject;
import io.xprim.models.cli.output.JsonText;
import io.xprim.models.cli.output.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what is installed with the registry, and brings it up to date. */
final class UpdateCommand extends Subcommand {
    private static final Duration LOCK_WAIT = Duration.ofSeconds(30);

    private List<String> model = List.of();
    private boolean apply;
    private final RateLimitOption rateLimit = new RateLimitOption();

    UpdateCommand(Application application) {
        super(application);
    }

    @Override
    void declare(Declaration takes) {
        takes.help(
                        "Says which installed models the registry has something newer for, and installs that if told to.",
                        "Examples:",
                        "  ${COMMAND-FULL-NAME}                              everything that is installed",
                        "  ${COMMAND-FULL-NAME} fast-whisper/tiny --apply")
                .arguments(value -> model = value, 0, "[REF [VERSION]]", "Only these; everything if nothing is named.")
                .flag(value -> apply = value, "Install the updates.", "--apply");
        rateLimit.declare(takes);
    }

    @Override
    int run(Invocation invocation) {
        Selection wanted = Selection.parse(model, invocation);
        Failures failures = new Failures();
        Map<ModelRef, PullResult> applied = new HashMap<>();
        ModelManager manager = invocation.remoteManager();
        List<UpdateCheck> checks = check(manager, wanted, invocation, failures);
        if (checks.isEmpty() && failures.byModel().isEmpty()) {
            nothing(wanted, invocation);
        }
        if (apply) {
            apply(manager, checks, invocation, applied, failures);
        }
        tell(invocation, checks, applied, failures);
        failures.report(invocation);
        return failures.exitCode();
    }

    private static List<UpdateCheck> check(
            ModelManager manager, Selection wanted, Invocation invocation, Failures failures) {
        if (wanted.one().isPresent()) {
            UpdateCheck check = manager.checkUpdate(wanted.one().get(), invocation.callOptions());
            return check.installedHash().isPresent() ? List.of(check) : List.of();
        }
        UpdateChecks all = manager.checkUpdates(invocation.callOptions());
        all.failed().forEach((ref, failure) -> {
            if (wanted.accepts(ref)) {
                failures.add(ref, failure);
            }
        });
        return all.checks().stream()
                .filter(check -> wanted.accepts(check.ref()))
                .toList();
    }

    private static void nothing(Selection wanted, Invocation invocation) {
        if (wanted.one().isPresent()) {
            throw new NotInstalledException("update " + wanted.one().get() + ": it is not installed");
        }
        if (!wanted.isAll()) {
            throw new NotInstalledException("no models" + wanted.filter().words() + " are installed");
        }
        invocation.remark("No models are installed.");
    }

    private void apply(
            ModelManager manager,
            List<UpdateCheck> checks,
            Invocation invocation,
            Map<ModelRef, PullResult> applied,
            Failures failures) {
        Duration wait = invocation.options().lockWait().orElse(LOCK_WAIT);
        Optional<RateLimit> limit = rateLimit.value();
        for (UpdateCheck check : checks) {
            if (check.updateAvailable()) {
                PullOptions.Builder options = PullOptions.builder()
                        .cancellation(invocation.application().cancellation());
                limit.ifPresent(options::rateLimit);
                UsageException.naming(CommonOption.WAIT.longName(), () -> options.lockWait(wait));
                try {
                    applied.put(check.ref(), new WatchedPull(invocation).run(manager, check.ref(), options));
                } catch (ModelException e) {
                    failures.add(check.ref(), e);
                }
            }
        }
    }

    private static void tell(
            Invocation invocation, List<UpdateCheck> checks, Map<ModelRef, PullResult> applied, Failures failures) {
        Table table = new Table(Set.of(), "MODEL", "VERSION", "STATE");
        List<Row> rows = new ArrayList<>();
        List<String> quiet = new ArrayList<>();
        for (UpdateCheck check : checks) {
            ModelRef ref = check.ref();
            @Nullable ModelException failure = failures.byModel().get(ref);
            table.add(ref.group() + "/" + ref.model(), ref.version(), state(check, applied.get(ref), failure));
            if (check.updateAvailable()) {
                quiet.add(ref.group() + "/" + ref.model() + ":" + ref.version());
            }
            if (failure == null) {
                rows.add(json -> write(json, check, applied.get(ref)));
            }
        }
        failures.byModel().forEach((ref, failure) -> rows.add(json -> Failures.write(json, ref, failure)));
        invocation.answer(
                () -> JsonText.array(rows, (json, row) -> row.write(json)),
                checks.isEmpty() ? List.of() : table.lines(),
                quiet);
    }

    @FunctionalInterface
    private interface Row {
        void write(JsonObject json);
    }

    private static String state(UpdateCheck check, @Nullable PullResult applied, @Nullable ModelException failure) {
        if (failure != null) {
            return "update failed";
        }
        if (applied != null) {
            return "updated, " + HumanText.size(applied.bytesFetched()) + " fetched";
        }
        return check.updateAvailable() ? "update available" : "up to date";
    }

    private static void write(JsonObject json, UpdateCheck check, @Nullable PullResult applied) {
        json.ref(check.ref());
        check.installedHash().ifPresent(hash -> json.text("installed_hash", hash.hex()));
        json.text("remote_hash", check.remoteHash().hex()).flag("update_available", check.updateAvailable());
        if (applied != null) {
            json.text("outcome", applied.outcome().name().toLowerCase(Locale.ROOT))
                    .number("bytes_fetched", applied.bytesFetched())
                    .number("bytes_reused", applied.bytesReused())
                    .number("elapsed_ms", applied.elapsed().toMillis());
        }
    }
}
