// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelRef;
import io.xprim.models.RemoteModel;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListCommandTest {
    private final Cli cli = Cli.standalone();

    @BeforeEach
    void someModels() {
        cli.manager.installed.add(StubManager.model("whisper", "tiny", "q4"));
        cli.manager.installed.add(StubManager.model("llama", "small", "fp16"));
        cli.manager.installed.add(StubManager.model("whisper", "large", "fp16"));
        cli.manager.remote.add(remote("whisper", "tiny", "latest").aliasOf("q4").build());
        cli.manager.remote.add(remote("whisper", "tiny", "fp16")
                .metadata(Map.of(
                        "note",
                        "caf\u00e9\u001b[2J",
                        "size",
                        new BigDecimal("1.5"),
                        "none",
                        Optional.empty(),
                        "tags",
                        List.of("a", true, 7L)))
                .build());
    }

    private static RemoteModel.Builder remote(String group, String model, String version) {
        return RemoteModel.builder().ref(new ModelRef(group, model, version)).manifestHash(StubManager.HASH);
    }

    @Test
    void installedModelsAreAnAlignedSortedTable() {
        assertThat(cli.run("list")).isZero();
        assertThat(cli.out().lines())
                .containsExactly(
                        "MODEL          VERSION     SIZE  FILES  INSTALLED (UTC)",
                        "llama/small    fp16     75.5 MB      3  2026-11-20 10:30Z",
                        "whisper/large  fp16     75.5 MB      3  2026-11-20 10:30Z",
                        "whisper/tiny   q4       75.5 MB      3  2026-11-20 10:30Z");
        assertThat(cli.err()).isEmpty();
        assertThat(cli.manager.closed).isEqualTo(1);
    }

    @Test
    void aGroupOrAModelNarrowsTheList() {
        cli.run("list", "whisper", "-q");
        assertThat(cli.out().lines()).containsExactly("whisper/large:fp16", "whisper/tiny:q4");
        cli.run("list", "-q", "whisper/tiny");
        assertThat(cli.out().lines()).containsExactly("whisper/tiny:q4");
        assertThat(cli.run("list", "whisper/tiny/q4")).isEqualTo(2);
    }

    @Test
    void nothingInstalledIsSaidOnStderrAndIsNoFailure() {
        cli.manager.installed.clear();
        assertThat(cli.run("list")).isZero();
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err())
                .isEqualToIgnoringNewLines(
                        "No models are installed; 'xprim-models list --remote' shows what the registry has.");
        assertThat(cli.run("list", "--json")).isZero();
        assertThat(Json.array(cli.out())).isEmpty();
        assertThat(cli.err()).isEmpty();
        assertThat(cli.run("list", "--quiet")).isZero();
        assertThat(cli.out() + cli.err()).isEmpty();
    }

    @Test
    void installedModelsNeedNoRegistry() {
        cli.environment.clear();
        assertThat(cli.run("list")).isZero();
        assertThat(cli.lastOpened().registry()).isEmpty();
    }

    @Test
    void jsonHasAllThatIsKnownOfInstalledModels() {
        assertThat(cli.run("list", "llama", "--json")).isZero();
        assertThat(Json.array(cli.out()))
                .containsExactly(Map.of(
                        "ref",
                        Map.of("group", "llama", "model", "small", "version", "fp16"),
                        "manifest_hash",
                        StubManager.HASH.hex(),
                        "total_size",
                        79_167_488L,
                        "file_count",
                        3L,
                        "installed_at",
                        "2026-11-20T10:30:59Z",
                        "path",
                        StubManager.model("llama", "small", "fp16").path().toString()));
    }

    @Test
    void remoteModelsShowTheirAliases() {
        assertThat(cli.run("list", "--remote")).isZero();
        assertThat(cli.out().lines())
                .containsExactly(
                        "MODEL         VERSION  ALIAS OF  MANIFEST",
                        "whisper/tiny  fp16     -         0123456789ab",
                        "whisper/tiny  latest   q4        0123456789ab");
    }

    @Test
    void jsonOfTheRegistryIsAsciiAndKeepsMetadata() {
        assertThat(cli.run("list", "--remote", "--json")).isZero();
        assertThat(cli.out()).matches("[ -~]+\\R");
        Map<String, Object> first = Json.array(cli.out()).get(0);
        assertThat(first).doesNotContainKey("alias_of");
        assertThat(Json.member(first, "metadata"))
                .containsEntry("note", "caf\u00e9\u001b[2J")
                .containsEntry("size", new BigDecimal("1.5"))
                .containsEntry("none", null)
                .containsEntry("tags", List.of("a", true, 7L));
        assertThat(Json.array(cli.out()).get(1)).containsEntry("alias_of", "q4");
    }

    @Test
    void anAliasOfHostileTextIsShownEscaped() {
        cli.manager.remote.add(
                remote("a", "b", "c").aliasOf("\u001b]0;gone\u0007").build());
        cli.run("list", "--remote", "a");
        assertThat(cli.out()).doesNotContain("\u001b", "\u0007").contains("\\u{1b}]0;gone\\u{7}");
    }
}
