// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.LockTimeoutException;
import io.xprim.models.ModelRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoveCommandTest {
    private static final ModelRef REF = new ModelRef("whisper", "tiny", "fp16");

    private final Cli cli = Cli.standalone();

    RemoveCommandTest() {
        cli.manager.installed.add(StubManager.model("whisper", "tiny", "fp16"));
        cli.manager.installed.add(StubManager.model("whisper", "tiny", "int8"));
        cli.manager.installed.add(StubManager.model("whisper", "base", "fp16"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"y\n", "yes\n", "YES", " y \r\n"})
    void whoSaysYesIsObeyed(String answer) {
        assertThat(cli.type(answer).run("remove", "whisper/tiny", "fp16")).isZero();
        assertThat(cli.err()).isEqualTo("Remove whisper/tiny fp16 (75.5 MB)? [y/N] ");
        assertThat(cli.out().lines()).containsExactly("Removed whisper/tiny fp16");
        assertThat(cli.manager.installedRefs()).doesNotContain(REF).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "n\n", "no\n", "yess\n", "sure"})
    void anythingElseAbortsWithoutAFailure(String answer) {
        assertThat(cli.type(answer).run("remove", "whisper/tiny", "fp16")).isZero();
        assertThat(cli.err()).endsWith("Aborted." + System.lineSeparator());
        assertThat(cli.out()).isEmpty();
        assertThat(cli.manager.installed).hasSize(3);
    }

    @Test
    void aClosedInputIsAWrongArgument() {
        assertThat(cli.run("remove", "whisper/tiny", "fp16")).isEqualTo(2);
        assertThat(cli.err()).contains("pass -y");
        assertThat(cli.manager.installed).hasSize(3);
    }

    @Test
    void nothingIsAskedWithJson() {
        assertThat(cli.type("y\n").run("--json", "remove", "whisper/tiny", "fp16"))
                .isEqualTo(2);
        assertThat(Json.object(cli.out())).containsKey("error");
        assertThat(cli.run("--json", "remove", "whisper/tiny", "fp16", "-y")).isZero();
        assertThat(Json.object(cli.out()))
                .containsEntry(
                        "removed",
                        List.of(Map.of("ref", Map.of("group", "whisper", "model", "tiny", "version", "fp16"))))
                .containsEntry("failed", List.of());
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void allVersionsGoAndAreCounted() {
        assertThat(cli.type("y\n").run("remove", "whisper/tiny", "--all")).isZero();
        assertThat(cli.err()).isEqualTo("Remove 2 versions of whisper/tiny (151.0 MB)? [y/N] ");
        assertThat(cli.out().lines()).containsExactly("Removed 2 versions of whisper/tiny");
    }

    @Test
    void aVersionThatCannotBeRemovedIsToldAndSetsTheExitCode() {
        cli.manager.stubborn.put(REF, new LockTimeoutException("remove whisper/tiny fp16: it is held"));
        assertThat(cli.run("remove", "whisper/tiny", "--all", "-y")).isEqualTo(7);
        assertThat(cli.out().lines()).containsExactly("Removed 1 version of whisper/tiny");
        assertThat(cli.err().lines()).containsExactly("xprim-models: remove whisper/tiny fp16: it is held");
    }

    @Test
    void whatIsNotInstalledIsNotAskedAbout() {
        assertThat(cli.run("remove", "whisper/large", "fp16")).isEqualTo(4);
        assertThat(cli.err()).doesNotContain("[y/N]").contains("is not installed");
        assertThat(cli.run("remove", "whisper/large", "--all")).isEqualTo(4);
    }

    @Test
    void aVersionOrAllHasToBeNamed() {
        assertThat(cli.run("remove", "whisper/tiny", "-y")).isEqualTo(2);
        assertThat(cli.err()).contains("which version of whisper/tiny?", "--all");
        assertThat(cli.run("remove", "whisper", "--all", "-y")).isEqualTo(2);
        assertThat(cli.run("remove", "--all", "-y")).isEqualTo(2);
        assertThat(cli.run("remove", "whisper/tiny", "fp16", "--all", "-y")).isEqualTo(2);
        assertThat(cli.manager.installed).hasSize(3);
    }

    @Test
    void theWaitReachesTheManager() {
        assertThat(cli.run("--wait", "2s", "remove", "whisper/tiny:fp16", "-y")).isZero();
        assertThat(cli.manager.removal)
                .isNotNull()
                .satisfies(options -> assertThat(options.lockWait()).isEqualTo(Duration.ofSeconds(2)));
    }
}
