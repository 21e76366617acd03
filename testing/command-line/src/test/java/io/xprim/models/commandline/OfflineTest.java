// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.cli.EveryCommand;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is only about installed models needs no registry: none is named, or one that nobody could reach. */
final class OfflineTest {
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
}
