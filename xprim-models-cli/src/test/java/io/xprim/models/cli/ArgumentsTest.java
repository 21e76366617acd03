// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.cli.command.CommandName;
import io.xprim.models.cli.command.ManagerSettings.RegistrySetting;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    private final Cli cli = Cli.standalone();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--bogus pull g/m v",
                "pull g/m v --bogus",
                "pull g/m v w",
                "pull g/m",
                "pull",
                "pull tiny",
                "pull tiny v",
                "pull g/m v:w",
                "pull g/../m v",
                "pull g/m:v --concurrency 0",
                "pull g/m:v --concurrency 17",
                "pull g/m:v --concurrency many",
                "pull g/m:v --limit-rate 0",
                "pull g/m:v --limit-rate -1",
                "pull g/m:v --limit-rate fast",
                "pull g/m:v --limit-rate 99999999999G",
                "update --apply --limit-rate 0",
                "pull g/m:v --timeout soon",
                "pull g/m:v --timeout 0",
                "pull g/m:v --retries few",
                "pull g/m:v --retries 101",
                "pull g/m:v --wait -1s",
                "pull g/m:v --progress lots",
                "pull g/m:v --registry ftp://example.invalid/",
                "pull g/m:v --registry",
                "path",
                "info g",
                "list g/m/v",
                "list one two",
                "publish",
                "publish /nonexistent/folder g/m v --to r",
                "publish . g/m v",
                "publish . g/m v --to r --chunk-size big",
                "publish . g/m v --to r --chunk-size 2G",
                "publish . g/m v --to r --chunk-size 0",
                "publish . g/m v --to r --alias a/b",
                "publish . g/m v --to r --metadata novalue",
                "serve",
                "serve /nonexistent/folder",
                "serve . --port 65536",
                "serve . --port -1",
                "demo --bogus",
                "bogus",
                "",
            })
    void badArgumentsAreTwoAndOneLineOrOneDocument(String line) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
        assertThat(cli.run(arguments)).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err().lines().filter(l -> l.startsWith("xprim-models: ")))
                .hasSize(1);

        String[] jsonFirst = (line.isEmpty() ? "--json" : "--json " + line).split(" ");
        assertThat(cli.run(jsonFirst)).isEqualTo(2);
        assertThat(Json.member(Json.object(cli.out()), "error")).containsEntry("exit_code", 2L);
        assertThat(cli.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pull --bogus g/m v --json",
                "bogus --json",
                "pull g/m v --concurrency many --json",
                "list one two --json"
            })
    void jsonHoldsAlsoAfterTheBadArgument(String line) {
        assertThat(cli.run(line.split(" "))).isEqualTo(2);
        assertThat(Json.member(Json.object(cli.out()), "error")).containsEntry("type", "invalid_argument");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void aMissingVersionNamesTheCommandThatListsThem() {
        cli.run("info", "fast-whisper/tiny");
        assertThat(cli.err()).contains("'xprim-models list --remote fast-whisper/tiny'");
    }

    @Test
    void hostileArgumentsAreShownEscaped() {
        assertThat(cli.run("\u001b[2J")).isEqualTo(2);
        assertThat(cli.run("pull", "g/m", "v\u001b")).isEqualTo(2);
        assertThat(cli.run("list", "--\u001b")).isEqualTo(2);
        assertThat(cli.err()).doesNotContain("\u001b");
    }

    @Test
    void commonOptionsStandBeforeOrAfterTheCommandAndTheLaterPlaceWins() {
        cli.run("--registry", "http://before.invalid/", "list", "--remote");
        assertThat(cli.lastOpened().registry()).contains(new RegistrySetting("http://before.invalid/", "--registry"));
        cli.run("list", "--remote", "--registry=http://after.invalid/");
        assertThat(cli.lastOpened().registry()).contains(new RegistrySetting("http://after.invalid/", "--registry"));
        cli.run("--registry", "http://before.invalid/", "list", "--remote", "--registry", "http://after.invalid/");
        assertThat(cli.lastOpened().registry()).contains(new RegistrySetting("http://after.invalid/", "--registry"));
    }

    @Test
    void theRegistryComesFromTheOptionThenTheAppsVariableThenTheProgramsThenTheBuilder() {
        cli.environment.clear();
        cli.builder.registry("http://builder.invalid/");
        assertThat(registry()).isEqualTo("http://builder.invalid/");
        cli.environment.put("XPRIM_REGISTRY_URL", "http://program.invalid/");
        assertThat(registry()).isEqualTo("http://program.invalid/");
        cli.environment.put("XPRIM_MODELS_REGISTRY_URL", "http://app.invalid/");
        assertThat(registry()).isEqualTo("http://app.invalid/");
        assertThat(registry("--registry", "http://option.invalid/")).isEqualTo("http://option.invalid/");
        cli.environment.put("XPRIM_MODELS_REGISTRY_URL", "");
        assertThat(registry("--registry", "")).isEqualTo("http://program.invalid/");
    }

    private String registry(String... options) {
        String[] arguments =
                Stream.concat(Stream.of("list", "--remote"), Stream.of(options)).toArray(String[]::new);
        assertThat(cli.run(arguments)).isZero();
        return cli.lastOpened().registry().orElseThrow().address();
    }

    @Test
    void withoutARegistryTheOptionAndTheVariableAreNamed() {
        cli.environment.clear();
        assertThat(cli.run("pull", "g/m", "v")).isEqualTo(2);
        assertThat(cli.err())
                .isEqualToIgnoringNewLines("xprim-models: no registry is known: give one with --registry URL|DIR,"
                        + " or set the variable XPRIM_MODELS_REGISTRY_URL");
    }

    @Test
    void aMalformedRegistryInAVariableIsToldByTheVariablesName() {
        cli.environment.put("XPRIM_REGISTRY_URL", "gopher://example.invalid/");
        assertThat(cli.run("list", "--remote")).isEqualTo(2);
        assertThat(cli.err()).startsWith("xprim-models: XPRIM_REGISTRY_URL: ");
        assertThat(cli.run("list")).isZero();
    }

    @Test
    void theDataDirectoryIsHandedOnAsAnAbsolutePath() {
        cli.environment.put("XPRIM_MODELS_DIR", "/from/the/variable");
        cli.run("list");
        assertThat(cli.lastOpened().environment()).containsEntry("XPRIM_MODELS_DIR", "/from/the/variable");
        cli.run("list", "--data-dir", "some/where");
        assertThat(cli.lastOpened().environment())
                .containsEntry(
                        "XPRIM_MODELS_DIR",
                        Path.of("some", "where").toAbsolutePath().toString());
        cli.run("list", "--data-dir", "");
        assertThat(cli.lastOpened().environment()).containsEntry("XPRIM_MODELS_DIR", "/from/the/variable");
    }

    @ParameterizedTest
    @EnumSource(CommandName.class)
    void everyCommandHasHelpUnderItsQualifiedName(CommandName name) {
        String command = name.name().toLowerCase(Locale.ROOT);
        assertThat(cli.run(command, "--help")).isZero();
        assertThat(cli.out())
                .startsWith("Usage: xprim-models " + command)
                .containsPattern("Examples?[:,].*\\R  .*xprim-models " + command)
                .contains("--json")
                .doesNotContain("\u001b");
        assertThat(cli.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void helpShowsOnlyOptionsOfUseYetAllAreTaken() {
        cli.run("publish", "--help");
        assertThat(cli.out()).contains("--to", "--quiet").doesNotContain("--registry", "--data-dir", "--wait");
        cli.run("path", "--help");
        assertThat(cli.out()).contains("--data-dir").doesNotContain("--registry", "--timeout");
        cli.run("pull", "--help");
        assertThat(cli.out()).contains("--registry", "--data-dir", "--timeout", "--wait", "--progress");
        assertThat(cli.run("list", "--wait", "1s", "--progress", "plain")).isZero();
    }

    @Test
    void theProgramsHelpListsAllCommands() {
        assertThat(cli.run("--help")).isZero();
        assertThat(cli.out()).contains("list", "pull", "info", "path", "publish", "serve", "demo", "--version");
        assertThat(cli.run("-h")).isZero();
    }

    @Test
    void theVersionTellsJavaAndTransport() {
        assertThat(cli.run("-V")).isZero();
        assertThat(cli.out().lines()).hasSize(3);
        assertThat(cli.out()).contains("Java " + Runtime.version(), "transport ");
        assertThat(cli.run("--version", "--json")).isZero();
        assertThat(Json.object(cli.out())).containsOnlyKeys("name", "version", "java", "transport");
    }

    @Test
    void onlyTheCommandThatIsCalledIsSetUp() {
        assertThat(CommandChoice.of("--registry", "list", "pull", "g/m", "v")).hasToString("[PULL]");
        assertThat(CommandChoice.of("-q", "path", "list")).hasToString("[PATH]");
        assertThat(CommandChoice.of("completion", "bash")).hasSizeGreaterThan(5);
        assertThat(CommandChoice.of("--help", "path")).hasSizeGreaterThan(5);
        assertThat(CommandChoice.of("-V")).hasSizeGreaterThan(5);
        assertThat(CommandChoice.of("bogus")).hasSizeGreaterThan(5);
    }

    @Test
    void infoAndPathTellOfInstalledModels() {
        cli.manager.installed.add(StubManager.model("g", "m", "v"));
        String path = cli.manager.installed.get(0).path().toString();
        assertThat(cli.run("path", "g/m:v")).isZero();
        assertThat(cli.out().lines()).containsExactly(path);
        assertThat(cli.run("path", "g/m", "v", "-q")).isZero();
        assertThat(cli.out().lines()).containsExactly(path);
        assertThat(cli.run("path", "g/m", "v", "--json")).isZero();
        assertThat(Json.object(cli.out()))
                .isEqualTo(Map.of("ref", Map.of("group", "g", "model", "m", "version", "v"), "path", path));
        assertThat(cli.run("info", "g/m", "v")).isZero();
        assertThat(cli.out()).contains("g/m v", "75.5 MB (79167488 bytes)", path, "2026-11-20 10:30Z");
        assertThat(cli.run("info", "g/m", "v", "-q")).isZero();
        assertThat(cli.out()).isEmpty();
        assertThat(cli.run("info", "g/m", "v", "--json")).isZero();
        assertThat(Json.object(cli.out())).containsEntry("path", path).containsEntry("file_count", 3L);
    }

    @Test
    void infoTellsWhereAModelCameFromAndWhenItWasLastVerified() {
        cli.manager.installed.add(StubManager.model("g", "m", "v").toBuilder()
                .registry(URI.create("https://models.example.com/\u202eriatnuom/"))
                .lastVerified(Instant.parse("2026-11-21T08:09:10Z"))
                .build());
        assertThat(cli.run("info", "g/m", "v")).isZero();
        assertThat(cli.out().lines())
                .contains(
                        "  registry   https://models.example.com/\\u{202e}riatnuom/", "  verified   2026-11-21 08:09Z");
        assertThat(cli.run("info", "g/m", "v", "--json")).isZero();
        assertThat(Json.object(cli.out()))
                .containsEntry("registry", "https://models.example.com/%E2%80%AEriatnuom/")
                .containsEntry("last_verified", "2026-11-21T08:09:10Z");
    }

    @Test
    void infoSaysWhatIsNotKnown() {
        cli.manager.installed.add(StubManager.model("g", "m", "v"));
        assertThat(cli.run("info", "g/m", "v")).isZero();
        assertThat(cli.out().lines()).contains("  registry   unknown", "  verified   unknown");
        assertThat(cli.run("info", "g/m", "v", "--json")).isZero();
        assertThat(Json.object(cli.out())).doesNotContainKeys("registry", "last_verified");
    }
}
