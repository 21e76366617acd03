// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.CancelledException;
import io.xprim.models.DamagedRange;
import io.xprim.models.ModelException;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.RegistryException;
import io.xprim.models.VerifyOptions;
import io.xprim.models.VerifyResult;
import io.xprim.models.cli.failure.Failure;
import io.xprim.models.cli.failure.UsageException;
import io.xprim.models.cli.option.CommonOption;
import io.xprim.models.cli.output.HumanText;
import io.xprim.models.cli.output.JsonObject;
import io.xprim.models.cli.output.JsonText;
import io.xprim.models.cli.output.SafeLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks what is installed, and mends it. */
final class VerifyCommand extends Subcommand {
    private static final int MOST_RANGES = 10;

    private List<String> model = List.of();
    private boolean repair;
    private boolean locks;

    VerifyCommand(Application application) {
        super(application);
    }

    @Override
    void declare(Declaration takes) {
        takes.help(
                        "Hashes every byte of what is installed, and mends what is damaged if told to.",
                        "Examples:",
                        "  ${COMMAND-FULL-NAME}                               everything that is installed",
                        "  ${COMMAND-FULL-NAME} fast-whisper/tiny fp16 --repair",
                        "  ${COMMAND-FULL-NAME} --locks                       on a disk of another machine")
                .arguments(value -> model = value, 0, "[REF [VERSION]]", "Only these; everything if nothing is named.")
                .flag(
                        value -> repair = value,
                        "Make damaged files again, with what the registry has; and registry.json, from what is installed.",
                        "--repair")
                .flag(
                        value -> locks = value,
                        "Try instead whether the locks of the data directory keep other processes out.",
                        "--locks");
    }

    @Override
    int run(Invocation invocation) {
        if (locks) {
            return tryLocks(invocation);
        }
        Selection wanted = Selection.parse(model, invocation);
        VerifyOptions.Builder options = VerifyOptions.builder()
                .cancellation(invocation.application().cancellation())
                .repair(repair);
        invocation
                .options()
                .lockWait()
                .ifPresent(wait -> UsageException.naming(CommonOption.WAIT.longName(), () -> options.lockWait(wait)));
        Failures failures = new Failures();
        List<VerifyResult> results = new ArrayList<>();
        ModelManager manager = repair ? invocation.mendingManager() : invocation.localManager();
        if (repair) {
            manager.rebuild(invocation.callOptions());
        }
        List<ModelRef> there = wanted.one().map(List::of).orElseGet(manager::installedRefs);
        List<ModelRef> refs = there.stream().filter(wanted::accepts).toList();
        for (ModelRef ref : refs) {
            try {
                results.add(manager.verify(ref, options.build()));
            } catch (CancelledException e) {
                throw e;
            } catch (ModelException e) {
                if (wanted.one().isPresent()) {
                    throw e;
                }
                failures.add(ref, e);
            } catch (IllegalStateException e) {
                if (invocation.knowsRegistry()) {
                    throw e;
                }
                // Something has to be fetched to mend it.
                UsageException missing = ManagerSettings.noRegistry(invocation.application());
                if (wanted.one().isPresent()) {
                    throw missing;
                }
                failures.add(ref, new RegistryException("verify " + ref + ": " + missing.getMessage(), e));
            }
        }
        if (refs.isEmpty()) {
            String meant = wanted.filter()
                    .meant(there)
                    .map(question -> "; " + question)
                    .orElse(".");
            invocation.remark("No models" + wanted.filter().words() + " are installed" + meant);
        }
        tell(invocation, results, failures);
        failures.report(invocation);
        boolean damaged = results.stream().anyMatch(result -> !result.ok());
        return damaged && failures.byModel().isEmpty() ? Failure.VERIFICATION.exitCode() : code(damaged, failures);
    }

    private int tryLocks(Invocation invocation) {
        if (repair || !model.isEmpty()) {
            throw new UsageException("--locks goes with neither --repair nor a model");
        }
        Path directory = invocation.localManager().checkLocks(invocation.callOptions());
        invocation.answer(
                json -> json.flag("exclusive", true).text("path", directory.toString()),
                List.of("The locks of " + SafeLine.of(directory.toString()) + " keep other processes out."));
        return 0;
    }

    private static int code(boolean damaged, Failures failures) {
        int code = failures.exitCode();
        return damaged && code != Failure.VERIFICATION.exitCode() ? 1 : code;
    }

    private static void tell(Invocation invocation, List<VerifyResult> results, Failures failures) {
        List<String> lines = new ArrayList<>();
        results.forEach(result -> describe(result, invocation, lines));
        List<Row> rows = new ArrayList<>();
        results.forEach(result -> rows.add(json -> write(json, result)));
        failures.byModel().forEach((ref, failure) -> rows.add(json -> Failures.write(json, ref, failure)));
        invocation.answer(() -> JsonText.array(rows, (json, row) -> row.write(json)), lines, List.of());
    }

    @FunctionalInterface
    private interface Row {
        void write(JsonObject json);
    }

    private static void write(JsonObject json, VerifyResult result) {
        json.ref(result.ref()).flag("ok", result.ok());
        json.array(
                "damaged",
                result.damaged(),
                (range, damaged) -> range.text("path", damaged.path())
                        .number("offset", damaged.offset())
                        .number("size", damaged.size()));
        json.flag("repaired", result.repaired());
    }

    private static void describe(VerifyResult result, Invocation invocation, List<String> lines) {
        if (result.damaged().isEmpty()) {
            lines.add(result.ref() + ": ok");
            return;
        }
        lines.add(result.ref() + ": "
                + (result.repaired()
                        ? "repaired, " + HumanText.size(result.bytesFetched()) + " fetched"
                        : "damaged; " + invocation.hint().call("verify " + result.ref() + " --repair") + " mends it"));
        result.damaged().stream().limit(MOST_RANGES).forEach(range -> lines.add("  " + place(range)));
        if (result.damaged().size() > MOST_RANGES) {
            lines.add("  and " + HumanText.count(result.damaged().size() - MOST_RANGES, "more place"));
        }
    }

    private static String place(DamagedRange range) {
        return SafeLine.of(range.path()) + ", " + HumanText.size(range.size()) + " at " + range.offset();
    }
}
