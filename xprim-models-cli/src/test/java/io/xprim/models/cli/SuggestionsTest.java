// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelNotFoundException;
import io.xprim.models.ModelRef;
import io.xprim.models.RemoteModel;
import io.xprim.models.VersionNotFoundException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionsTest {
    private final Cli cli = Cli.standalone();

    SuggestionsTest() {
        cli.manager.installed.add(StubManager.model("whisper", "tiny", "fp16"));
        for (String version : new String[] {"fp16", "fp32", "int8"}) {
            cli.manager.remote.add(RemoteModel.builder()
                    .ref(new ModelRef("whisper", "large", version))
                    .manifestHash(StubManager.HASH)
                    .metadata(Map.of())
                    .build());
        }
    }

    private String advice(String... line) {
        assertThat(cli.run(line)).isNotZero();
        assertThat(cli.err().lines()).hasSize(1);
        return cli.err().strip();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "pul g/m v ~ there is no command \"pul\"; did you mean pull? See 'xprim-models --help'",
                "lst ~ there is no command \"lst\"; did you mean list? See 'xprim-models --help'",
                "xyzzy ~ there is no command \"xyzzy\"; see 'xprim-models --help'",
                "pull g/m v --jsno ~ there is no option --jsno; did you mean --json? See 'xprim-models pull --help'",
                "list --remtoe=yes ~ there is no option --remtoe=yes; did you mean --remote? See 'xprim-models list --help'",
                "pull g/m v --concurrency many ~ --concurrency: \"many\" is no whole number; see 'xprim-models pull --help'",
                "publish . g/m v --to r --metadata k ~ --metadata: \"k\" is not of the form K=V; see 'xprim-models publish --help'",
                "publish . g/m v --to r --to s ~ --to: it is given more than once; see 'xprim-models publish --help'",
                "pull g/m v --registry ~ --registry: its value is missing; write --registry URL|DIR; see 'xprim-models pull --help'",
                "pull g/m v --dry-run=no ~ --dry-run: it takes no value, and \"no\" is one; see 'xprim-models pull --help'",
            })
    void argumentsThatAreNotUnderstoodAreToldInOneManner(String line, String message) {
        assertThat(advice(line.split(" "))).isEqualTo("xprim-models: " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "path wisper/tiny fp16",
                "info wisper/tiny fp16",
                "verify wisper/tiny fp16",
                "remove wisper/tiny fp16"
            })
    void whatIsNotInstalledIsComparedWithWhatIs(String line) {
        assertThat(advice(line.split(" ")))
                .endsWith("; did you mean whisper/tiny? Otherwise install it with"
                        + " 'xprim-models pull wisper/tiny fp16'");
        assertThat(cli.opened).hasSize(1);
        assertThat(cli.manager.closed).isEqualTo(1);
    }

    @Test
    void ofAnInstalledModelItsVersionsAreNamed() {
        assertThat(advice("path", "whisper/tiny", "fp61")).contains("did you mean fp16? Otherwise install");
        assertThat(advice("path", "whisper/tiny", "q4")).contains("is not installed; install it with");
    }

    @Test
    void groupsAndModelsWithoutAVersionAreComparedToo() {
        assertThat(advice("remove", "whisper/tidy", "--all", "-y")).endsWith("; did you mean whisper/tiny?");
        assertThat(advice("update", "wisper")).endsWith("; did you mean whisper?");
        assertThat(cli.run("verify", "whisper/tny")).isZero();
        assertThat(cli.err()).contains("No models of whisper/tny are installed; did you mean whisper/tiny?");
        assertThat(cli.run("list", "wisper")).isZero();
        assertThat(cli.err()).contains("; did you mean whisper? 'xprim-models list --remote' shows");
        assertThat(cli.run("list", "--remote", "whisper/lagre")).isZero();
        assertThat(cli.err()).contains("; did you mean whisper/large?");
    }

    @Test
    void whatTheRegistryLacksIsComparedWithWhatItHas() {
        cli.manager.pull = (ref, options) -> {
            throw new ModelNotFoundException("pull " + ref + ": no such model");
        };
        assertThat(advice("pull", "whisper/lage", "fp16"))
                .endsWith(
                        "no such model; did you mean whisper/large? 'xprim-models list --remote' shows what there is");
        cli.manager.pull = (ref, options) -> {
            throw new VersionNotFoundException("pull " + ref + ": no such version");
        };
        assertThat(advice("pull", "whisper/large", "fp36"))
                .endsWith("no such version; did you mean fp16 or fp32?"
                        + " 'xprim-models list --remote whisper/large' shows the versions there are");
        assertThat(cli.run("pull", "whisper/large", "fp36", "--json")).isEqualTo(3);
        assertThat(Json.member(Json.object(cli.out()), "error").get("message"))
                .asString()
                .contains("did you mean fp16 or fp32?");
    }

    @Test
    void aSuggestedCommandWorksAsItStands() {
        String folder = Path.of("my models").toString();
        assertThat(advice("--data-dir", folder, "path", "g/m", "v", "--registry", "https://r.invalid/x"))
                .endsWith("install it with 'xprim-models pull g/m v --registry https://r.invalid/x"
                        + " --data-dir \"my models\"'");
        assertThat(advice("info", "g/m", "--data-dir", "$d\"`"))
                .contains("'xprim-models list --remote g/m --data-dir \"\\$d\\\"\\`\"'");
        assertThat(advice("path", "g/m", "v", "--registry", "https://user:secret@r.invalid/"))
                .doesNotContain("secret", "--registry");
        assertThat(advice("path", "g/m", "v", "--registry", "https://r.invalid/?token=secret"))
                .doesNotContain("secret", "--registry");
    }

    @Test
    void aGivenManagerIsAskedForOnceAlsoWhenItFails() {
        int[] asked = new int[1];
        cli.builder.managerSupplier(() -> {
            asked[0]++;
            return cli.manager;
        });
        assertThat(advice("path", "whisper/tidy", "fp16")).contains("did you mean whisper/tiny?");
        assertThat(asked[0]).isEqualTo(1);
        assertThat(cli.manager.closed).isZero();
    }
}
