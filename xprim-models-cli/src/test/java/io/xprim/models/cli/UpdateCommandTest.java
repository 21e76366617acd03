// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelRef;
import io.xprim.models.NetworkException;
import io.xprim.models.PullResult;
import io.xprim.models.VersionNotFoundException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpdateCommandTest {
    private static final ModelRef BASE = new ModelRef("whisper", "base", "fp16");
    private static final ModelRef TINY = new ModelRef("whisper", "tiny", "fp16");

    private final Cli cli = Cli.standalone();

    UpdateCommandTest() {
        cli.manager.installed.add(StubManager.model("whisper", "base", "fp16"));
        cli.manager.installed.add(StubManager.model("whisper", "tiny", "fp16"));
        cli.manager.newer.add(TINY);
    }

    @Test
    void allAreComparedAndEitherWayIsNoFailure() {
        assertThat(cli.run("update")).isZero();
        assertThat(cli.out().lines())
                .containsExactly(
                        "MODEL         VERSION  STATE",
                        "whisper/base  fp16     up to date",
                        "whisper/tiny  fp16     update available");
        assertThat(cli.run("-q", "update")).isZero();
        assertThat(cli.out().lines()).containsExactly("whisper/tiny:fp16");
    }

    @Test
    void jsonHasBothHashes() {
        assertThat(cli.run("--json", "update", "whisper/tiny", "fp16")).isZero();
        assertThat(Json.array(cli.out()))
                .singleElement()
                .isEqualTo(Map.of(
                        "ref", Map.of("group", "whisper", "model", "tiny", "version", "fp16"),
                        "installed_hash", StubManager.HASH.hex(),
                        "remote_hash", StubManager.NEWER.hex(),
                        "update_available", true));
    }

    @Test
    void applyInstallsWhatIsNewAndNothingElse() {
        cli.manager.pull = (ref, options) -> {
            assertThat(ref).isEqualTo(TINY);
            assertThat(options.rateLimit().bytesPerSecond()).hasValue(1024);
            return StubManager.result(ref, PullResult.Outcome.UPDATED);
        };
        assertThat(cli.run("update", "--apply", "--limit-rate=1K")).isZero();
        assertThat(cli.out().lines())
                .contains("whisper/base  fp16     up to date", "whisper/tiny  fp16     updated, 70.0 MB fetched");
        assertThat(cli.run("update", "--apply", "--json", "--limit-rate", "1K")).isZero();
        assertThat(cli.out()).contains("\"outcome\":\"updated\"");
    }

    @Test
    void aFailureIsARowAndTheRestGoesOn() {
        cli.manager.newer.add(BASE);
        cli.manager.pull = (ref, options) -> {
            if (ref.equals(BASE)) {
                throw new NetworkException("pull whisper/base fp16: no way", null);
            }
            return StubManager.result(ref, PullResult.Outcome.UPDATED);
        };
        assertThat(cli.run("update", "--apply")).isEqualTo(5);
        assertThat(cli.out().lines())
                .contains("whisper/base  fp16     update failed", "whisper/tiny  fp16     updated, 70.0 MB fetched");
        assertThat(cli.err()).contains("xprim-models: pull whisper/base fp16: no way");
        cli.manager.stubborn.put(TINY, new VersionNotFoundException("update whisper/tiny fp16: gone"));
        assertThat(cli.run("update", "--apply", "--json")).isEqualTo(1);
        assertThat(Json.array(cli.out()))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row).asString().contains("error"));
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void onlyWhatIsInstalledCanBeUpdated() {
        assertThat(cli.run("update", "whisper/large", "fp16")).isEqualTo(4);
        assertThat(cli.err()).contains("update whisper/large fp16: it is not installed", "pull whisper/large fp16");
        assertThat(cli.run("update", "whisper/large")).isEqualTo(4);
        cli.manager.installed.clear();
        assertThat(cli.run("update")).isZero();
        assertThat(cli.err()).contains("No models are installed.");
    }
}
