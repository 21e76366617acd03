// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.Cancellation;
import io.xprim.models.CancelledException;
import io.xprim.models.ModelRef;
import io.xprim.models.NetworkException;
import io.xprim.models.PullOptions;
import io.xprim.models.PullProgress;
import io.xprim.models.PullProgress.Phase;
import io.xprim.models.PullResult;
import io.xprim.models.PullResult.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PullCommandTest {
    private static final ModelRef REF = new ModelRef("whisper", "tiny", "fp16");

    private final Cli cli = Cli.standalone();

    @Test
    void theResultSaysWhatWasDoneAndWhere() {
        assertThat(cli.run("pull", "whisper/tiny", "fp16")).isZero();
        assertThat(cli.out().lines())
                .containsExactly(
                        "Installed whisper/tiny fp16: 75.5 MB in 3 files",
                        "  fetched 70.0 MB, reused 5.5 MB, in 1.3s",
                        "  " + StubManager.model("whisper", "tiny", "fp16").path());
    }

    @Test
    void beingThereAlreadyIsNoFailure() {
        cli.manager.pull = (ref, options) -> StubManager.result(ref, Outcome.ALREADY_INSTALLED);
        assertThat(cli.run("pull", "whisper/tiny:fp16")).isZero();
        assertThat(cli.out())
                .startsWith("whisper/tiny fp16 is already installed: 75.5 MB in 3 files")
                .doesNotContain("fetched");
    }

    @Test
    void theOptionsReachTheManager() {
        List<PullOptions> seen = new ArrayList<>();
        cli.manager.pull = (ref, options) -> {
            seen.add(0, options);
            return StubManager.result(ref, Outcome.REPAIRED);
        };
        assertThat(cli.run(
                        "--wait",
                        "500ms",
                        "pull",
                        "-f",
                        "whisper/tiny",
                        "fp16",
                        "--concurrency",
                        "9",
                        "--limit-rate",
                        "2M"))
                .isZero();
        assertThat(seen.get(0).rateLimit().bytesPerSecond()).hasValue(2 << 20);
        assertThat(seen.get(0).force()).isTrue();
        assertThat(seen.get(0).concurrency()).hasValue(9);
        assertThat(seen.get(0).lockWait()).contains(Duration.ofMillis(500));
        assertThat(cli.run("pull", "whisper/tiny", "fp16")).isZero();
        assertThat(seen.get(0).lockWait()).isEmpty();
        assertThat(seen.get(0).concurrency()).isEmpty();
        assertThat(seen.get(0).rateLimit().bytesPerSecond()).isEmpty();
    }

    @Test
    void jsonIsTheWholeResult() {
        assertThat(cli.run("--json", "pull", "whisper/tiny", "fp16")).isZero();
        assertThat(Json.object(cli.out()))
                .containsEntry("ref", Map.of("group", "whisper", "model", "tiny", "version", "fp16"))
                .containsEntry("outcome", "installed")
                .containsEntry("bytes_fetched", 73_400_320L)
                .containsEntry("bytes_reused", 5_767_168L)
                .containsEntry("elapsed_ms", 1340L)
                .containsEntry("total_size", 79_167_488L)
                .containsKeys("manifest_hash", "file_count", "installed_at", "path");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void aDryRunOnlyPlans() {
        cli.manager.pull = (ref, options) -> {
            throw new AssertionError("pulled");
        };
        assertThat(cli.run("pull", "whisper/tiny", "fp16", "--dry-run")).isZero();
        assertThat(cli.out().lines())
                .containsExactly(
                        "Would update whisper/tiny fp16: 75.5 MB in 3 files", "  would fetch 1.0 KB, reuse 75.5 MB");
        cli.run("pull", "whisper/tiny", "fp16", "--dry-run", "--json");
        assertThat(Json.object(cli.out()))
                .containsEntry("outcome", "updated")
                .containsEntry("dry_run", true)
                .containsEntry("bytes_to_fetch", 1024L);
    }

    @Test
    void pipedProgressIsPlainLines() {
        cli.environment.put("TERM", "xterm");
        cli.manager.pull = PullCommandTest::pullWithProgress;
        assertThat(cli.run("pull", "whisper/tiny", "fp16")).isZero();
        assertThat(cli.err().lines())
                .containsExactly(
                        "Fetching manifest", "Downloading 2.0 MB in 2 chunks", "Extracting", "Done, elapsed: 0s");
        assertThat(cli.err()).doesNotContain("\r").doesNotContain("\u001b");
    }

    @Test
    void onATerminalThereIsABarAndTheLineIsLeftClean() {
        cli.environment.put("TERM", "xterm");
        cli.builder.terminal(() -> () -> OptionalInt.of(100));
        cli.manager.pull = PullCommandTest::pullWithProgress;
        assertThat(cli.run("pull", "whisper/tiny", "fp16")).isZero();
        assertThat(cli.err()).contains("\rFetching manifest", "\rDownloading [==============>               ] 50% (");
        assertThat(Screen.of(cli.err()))
                .singleElement()
                .asString()
                .startsWith("Downloading [" + "=".repeat(30) + "] 100% (")
                .endsWith("elapsed: 0s)");
    }

    @Test
    void aTerminalOfTwentyColumnsShowsThePercentageOnlyAndNeverWraps() {
        cli.environment.put("TERM", "xterm");
        cli.builder.terminal(() -> () -> OptionalInt.of(20));
        cli.manager.pull = PullCommandTest::pullWithProgress;
        assertThat(cli.run("pull", "whisper/tiny", "fp16")).isZero();
        assertThat(cli.err()).containsPattern("\\r50% *\\r").doesNotContain("Downloading", "\u001b");
        assertThat(cli.err().split("[\\r\\n]+")).allMatch(drawn -> drawn.length() < 20);
        assertThat(Screen.of(cli.err())).containsExactly("100%");
    }

    @Test
    void aBarIsTakenAwayBeforeAnError() {
        cli.environment.put("TERM", "xterm");
        cli.builder.terminal(() -> () -> OptionalInt.of(100));
        cli.manager.pull = (ref, options) -> {
            pullWithProgress(ref, options);
            throw new NetworkException("pull whisper/tiny fp16: network error: reset");
        };
        assertThat(cli.run("pull", "whisper/tiny", "fp16")).isEqualTo(5);
        assertThat(Screen.of(cli.err())).containsExactly("xprim-models: pull whisper/tiny fp16: network error: reset");
    }

    @Test
    void aBarIsTakenAwayBeforeALogLine() {
        cli.environment.put("TERM", "xterm");
        cli.builder.terminal(() -> () -> OptionalInt.of(100));
        cli.manager.pull = (ref, options) -> {
            options.progress().progressed(chunks(1 << 20, 2 << 20));
            cli.lastOpened().logger().log(System.Logger.Level.DEBUG, "GET http://r/data/1 status=200");
            return pullWithProgress(ref, options);
        };
        assertThat(cli.run("pull", "whisper/tiny", "fp16", "--verbose")).isZero();
        assertThat(Screen.of(cli.err())).hasSize(2).first().isEqualTo("debug: GET http://r/data/1 status=200");
    }

    @Test
    void aDumbTerminalAndTheOptionsGetNoBar() {
        cli.builder.terminal(() -> () -> OptionalInt.of(100));
        cli.manager.pull = PullCommandTest::pullWithProgress;
        cli.environment.put("TERM", "dumb");
        cli.run("pull", "whisper/tiny", "fp16");
        assertThat(cli.err()).startsWith("Fetching manifest").doesNotContain("\r");
        cli.environment.put("TERM", "xterm");
        cli.run("pull", "whisper/tiny", "fp16", "--progress", "plain");
        assertThat(cli.err()).startsWith("Fetching manifest").doesNotContain("\r");
        for (List<String> option : List.of(List.of("--json"), List.of("--quiet"), List.of("--progress", "none"))) {
            cli.run(Stream.concat(option.stream(), List.of("pull", "whisper/tiny", "fp16").stream())
                    .toArray(String[]::new));
            assertThat(cli.err()).isEmpty();
        }
    }

    @Test
    void aCancelledPullSaysWhatIsKept() {
        cli.manager.pull = (ref, options) -> {
            options.progress().progressed(chunks(3_328_599_655L, 13_314_398_618L));
            throw new CancelledException("pull " + ref + ": cancelled");
        };
        assertThat(cli.run("pull", "whisper/tiny", "fp16", "--progress=none")).isEqualTo(130);
        assertThat(cli.err().lines())
                .containsExactly("xprim-models: pull whisper/tiny fp16: interrupted: 3.1 of 12.4 GB kept;"
                        + " the same command continues");
        assertThat(cli.run("pull", "whisper/tiny", "fp16", "--json")).isEqualTo(130);
        Map<String, Object> error = Json.member(Json.object(cli.out()), "error");
        assertThat(error).containsEntry("type", "cancelled").containsEntry("exit_code", 130L);
        assertThat(Json.member(error, "context"))
                .containsEntry("bytes_kept", 3_328_599_655L)
                .containsEntry("bytes_total", 13_314_398_618L);
    }

    @Test
    void aPullThatIsCancelledBeforeItBeginsSaysSo() {
        cli.manager.pull = (ref, options) -> {
            throw new CancelledException("pull " + ref + ": cancelled");
        };
        assertThat(cli.run("pull", "whisper/tiny", "fp16")).isEqualTo(130);
        assertThat(cli.err())
                .isEqualToIgnoringNewLines(
                        "xprim-models: pull whisper/tiny fp16: interrupted before anything was fetched");
    }

    @Test
    void theCancellationIsTheTrees() {
        Cancellation cancellation = new Cancellation();
        cli.builder.cancellation(cancellation);
        cli.manager.pull = (ref, options) -> {
            assertThat(options.call().cancellation()).isSameAs(cancellation);
            return StubManager.result(ref, Outcome.INSTALLED);
        };
        assertThat(cli.run("pull", "whisper/tiny", "fp16")).isZero();
    }

    private static PullResult pullWithProgress(ModelRef ref, PullOptions options) {
        options.progress()
                .progressed(PullProgress.builder().phase(Phase.MANIFEST).build());
        options.progress().progressed(chunks(0, 2 << 20));
        options.progress().progressed(chunks(1 << 20, 2 << 20));
        options.progress()
                .progressed(PullProgress.builder()
                        .phase(Phase.EXTRACTING)
                        .bytesTotal(2 << 20)
                        .bytesCompleted(2 << 20)
                        .currentFile("model.bin")
                        .build());
        assertThat(ref).isEqualTo(REF);
        return StubManager.result(ref, Outcome.INSTALLED);
    }

    private static PullProgress chunks(long completed, long total) {
        return PullProgress.builder()
                .phase(Phase.CHUNKS)
                .chunksTotal(2)
                .chunksCompleted(completed == 0 ? 0 : 1)
                .bytesTotal(total)
                .bytesCompleted(completed)
                .bytesFetched(completed)
                .build();
    }
}
