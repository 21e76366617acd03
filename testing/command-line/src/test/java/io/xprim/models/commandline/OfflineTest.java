// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.cli.EveryCommand;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is only about installed models needs no registry: none is named, or one that nobody could reach. */
final class OfflineTest {
    private static final Pattern NETWORK = Pattern.compile(
            "(?:sun\\.net\\.www\\.http|sun\\.net\\.www\\.protocol\\.http"
                    + "|java\\.net\\.http|jdk\\.internal\\.net\\.http|java\\.net\\.(?:Server)?Socket|java\\.net\\.HttpURLConnection"
                    + "|javax\\.net|sun\\.security\\.ssl|io\\.xprim\\.models\\.transport|io\\.xprim\\.models\\.core\\.registry)\\b.*");
    private static final String[] LOCAL = {
        "list",
        "list --json",
        "info g/m v",
        "path g/m v",
        "verify",
        "prune -y",
        "remove g/m w -y",
        "remove g/m --all -y",
        "list"
    };

    @Test
    void whatIsInstalledIsManagedWithoutARegistry(@TempDir Path folder) throws Exception {
        Desk desk = new Desk(folder);
        SampleModel model = new SampleModel().file("weights.bin", "weights");
        new SampleRegistry().add("g", "m", "v", model).add("g", "m", "w", model).writeTo(desk.file("registry"));
        for (String version : new String[] {"v", "w"}) {
            assertThat(desk.run("pull", "g/m", version, "--registry", "registry")
                            .exitCode())
                    .isZero();
        }
        for (String registry : new String[] {"", "no registry: at all", "http://registry.invalid/"}) {
            desk.with("XPRIM_REGISTRY_URL", registry);
            Run.Outcome listed = desk.run("list", "-q");
            assertThat(listed.exitCode()).as(listed.err()).isZero();
            assertThat(listed.out()).isEqualTo("g/m:v\ng/m:w\n");
        }
        Run.Outcome all = desk.java(List.of(), EveryCommand.class, LOCAL);
        assertThat(all.out().lines().filter(line -> line.matches("[0-9]+")))
                .hasSize(LOCAL.length)
                .containsOnly("0");
    }

    /** What a network needs takes longer to load than all the rest. */
    @ParameterizedTest
    @ValueSource(strings = {"list", "path g/m v", "info g/m v"})
    void noClassOfANetworkIsLoadedForWhatIsInstalled(String command, @TempDir Path folder) throws Exception {
        Desk desk = new Desk(folder);
        new SampleRegistry()
                .add("g", "m", "v", new SampleModel().file("weights.bin", "weights"))
                .writeTo(desk.file("registry"));
        assertThat(desk.run("pull", "g/m", "v", "--registry", "registry").exitCode())
                .isZero();
        assertThat(loaded(desk, "list --remote --registry http://127.0.0.1:1").filter(NETWORK.asMatchPredicate()))
                .isNotEmpty();
        assertThat(loaded(desk, command).filter(NETWORK.asMatchPredicate())).isEmpty();
    }

    private static Stream<String> loaded(Desk desk, String command) throws Exception {
        Run.Outcome outcome = desk.java(List.of("-Xlog:class+load:stdout:none"), EveryCommand.class, command);
        assertThat(outcome.out()).contains("io.xprim.models.cli.Main");
        return outcome.out().lines().map(line -> line.replaceFirst(" .*", ""));
    }
}
