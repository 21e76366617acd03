// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a script hears of a store in which something is not as it should be. */
final class DamageTest {
    private Desk desk;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        desk = new Desk(folder)
                .with("XPRIM_REGISTRY_URL", folder.resolve("registry").toString());
        new SampleRegistry()
                .add("g", "m", "v", new SampleModel().file("weights.bin", "weights"))
                .writeTo(desk.file("registry"));
    }

    private Run.Outcome end(int exitCode, String... arguments) throws IOException, InterruptedException {
        Run.Outcome outcome = desk.run(arguments);
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
        return outcome;
    }

    @Test
    @Tag("D11")
    void aModelWhoseFolderIsGoneIsSixForVerifyFourForPathAndMendedByAPlainPull() throws Exception {
        end(0, "pull", "g/m", "v");
        Path version = desk.models().resolve("g/m/v");
        Files.move(version, desk.file("elsewhere"));

        end(6, "verify", "g/m", "v");
        assertThat(end(4, "path", "g/m", "v").err()).contains("its folder " + version + " is gone; pull it again");
        end(0, "pull", "g/m", "v");

        assertThat(end(0, "path", "g/m", "v").out().strip()).isEqualTo(version.toString());
        assertThat(version.resolve("weights.bin")).hasContent("weights");
    }

    @Test
    @Tag("D09")
    void aListThatCannotBeReadIsSevenAndStaysAsItIs() throws Exception {
        Path registry = Files.createDirectories(desk.models()).resolve("registry.json");
        Files.writeString(registry, "{\"g\": {");

        Run.Outcome outcome = end(7, "list");

        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines()).singleElement().asString().contains(registry + " is damaged: ");
        assertThat(registry).hasContent("{\"g\": {");
    }

    @Test
    @Tag("C10")
    void aLockThatCannotBeHadIsSevenForPullAndNothingToList() throws Exception {
        Path lock = Files.createDirectories(desk.models().resolve("registry.json.lock"));

        assertThat(end(7, "pull", "g/m", "v", "-q").err().lines())
                .singleElement()
                .asString()
                .contains(lock.toString());

        end(0, "list");
    }
}
