// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a pull over HTTP writes in each mode, and where. */
@Timeout(120)
final class ModesTest {
    private static final String LOG = "(?s)((debug|info): [^\n]*\n)+";

    @TempDir
    private Path folder;

    private Workplace place;
    private Serving serving;
    private String pull = "";

    @BeforeEach
    void serve() throws InterruptedException {
        place = new Workplace(folder);
        place.registry(new SampleRegistry().add("g", "m", "v", new SampleModel().file("a", "a")));
        serving = new Serving(place, "--quiet");
        pull = "pull g/m v --force --registry " + serving.said();
    }

    @AfterEach
    void end() {
        serving.close();
    }

    @Test
    void withoutOptionsThereIsTheUsualOutputAlone() {
        Workplace.Outcome outcome = place.run(pull);

        assertThat(outcome.out()).startsWith("Installed g/m v: 1 B in 1 file");
        assertThat(outcome.err().lines())
                .startsWith("Fetching manifest", "Downloading 1 B in 1 chunk", "Extracting")
                .hasSize(4);
    }

    @Test
    void jsonIsTheDocumentAlone() {
        Workplace.Outcome json = place.run(pull + " --json");
        Workplace.Outcome quietJson = place.run(pull + " --json --quiet");

        assertThat(JsonShape.of(json.out())).contains("/outcome VALUE_STRING");
        assertThat(JsonShape.of(quietJson.out())).isEqualTo(JsonShape.of(json.out()));
        assertThat(json.err() + quietJson.err()).isEmpty();
    }

    @Test
    void quietIsTheBarestResultAndErrors() {
        assertThat(place.run(pull + " --quiet")).isEqualTo(new Workplace.Outcome(0, "", ""));
        assertThat(place.run("list --quiet").out().lines()).containsExactly("g/m:v");

        Workplace.Outcome failed = place.run("path g/m w --quiet");

        assertThat(failed.out()).isEmpty();
        assertThat(failed.err().lines())
                .singleElement()
                .asString()
                .startsWith("xprim-models: ")
                .contains("g/m w is not installed");
    }

    @Test
    void verboseAddsLogsToTheUsualOutput() {
        Workplace.Outcome outcome = place.run(pull + " --verbose");

        assertThat(outcome.out()).startsWith("Installed g/m v: 1 B in 1 file");
        assertThat(outcome.err().lines())
                .contains("Fetching manifest", "info: pulling g/m v")
                .anyMatch(line -> line.matches(
                        "debug: GET http://127\\.0\\.0\\.1:\\d+/models\\.json status=200 bytes=\\d+ ms=\\d+"));
    }

    @Test
    void jsonWithVerboseIsTheDocumentAndLogsOnStderr() {
        Workplace.Outcome outcome = place.run(pull + " --json --verbose");

        assertThat(JsonShape.of(outcome.out()))
                .isEqualTo(JsonShape.of(place.run(pull + " --json").out()));
        assertThat(outcome.out().lines()).hasSize(1);
        assertThat(outcome.err().replace(System.lineSeparator(), "\n"))
                .matches(LOG)
                .contains("GET http://");
    }
}
