// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportOptionTest {
    private final Cli cli = Cli.standalone();

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"okhttp", "urlconnection"})
    void whatTheLauncherHasCanBeChosen(String id) {
        assertThat(cli.run("--version", "--transport", id)).isZero();
        assertThat(cli.out().lines()).contains("transport " + id);
        cli.run("pull", "g/m", "v", "--transport", id);
        assertThat(cli.lastOpened().transport()).contains(id);
    }

    @Test
    void theProgramUsesTheJdksUnlessToldOtherwise() {
        assertThat(cli.run("--version")).isZero();
        assertThat(cli.out().lines()).contains("transport urlconnection");
        cli.run("list", "--remote");
        assertThat(cli.lastOpened().transport()).contains("urlconnection");
    }

    @Test
    void whatEmbedsTheCommandsHasNoDefaultOfOurs() {
        Cli embedded = new Cli("mytool");
        embedded.builder.registry("http://registry.invalid/");
        embedded.runIn(embedded.builder.environment(Map.of()).build(), "list", "--remote");
        assertThat(embedded.lastOpened().transport()).isEmpty();
    }

    @Test
    void anUnknownIdIsAWrongArgumentThatNamesTheKnownOnes() {
        assertThat(cli.run("pull", "g/m", "v", "--transport", "pigeon")).isEqualTo(2);
        assertThat(cli.err().lines()).singleElement().asString().satisfies(TransportOptionTest::saysWhatToDo);
        assertThat(cli.run("--version", "--transport", "pigeon")).isEqualTo(2);
        assertThat(cli.err().lines()).singleElement().asString().satisfies(TransportOptionTest::saysWhatToDo);
    }

    @Test
    void anUnknownIdIsAWrongArgumentInJsonToo() {
        assertThat(cli.run("list", "--remote", "--json", "--transport", "pigeon"))
                .isEqualTo(2);
        assertThat(Json.object(cli.out()).get("error"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("type", "invalid_argument")
                .containsEntry("exit_code", 2L)
                .extractingByKey("message")
                .asString()
                .satisfies(TransportOptionTest::saysWhatToDo);
    }

    @Test
    void anUnknownIdIsAWrongArgumentWhereTheRegistryIsAFolderToo() {
        assertThat(cli.run("pull", "g/m", "v", "--registry", folder.toString(), "--transport", "pigeon"))
                .isEqualTo(2);
        assertThat(cli.err()).satisfies(TransportOptionTest::saysWhatToDo);
    }

    private static void saysWhatToDo(String message) {
        assertThat(message).contains("--transport: there is no transport \"pigeon\"; choose one of ");
        assertThat(message).contains("okhttp, urlconnection");
    }
}
