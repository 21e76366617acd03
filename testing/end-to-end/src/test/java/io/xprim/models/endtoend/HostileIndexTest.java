// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.InvalidReferenceException;
import io.xprim.models.ModelException;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.RegistryException;
import io.xprim.models.RemoteModel;
import io.xprim.models.fixtures.SampleModel;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes with entries that are malformed or hostile: each fails alone, and the others stay usable. */
@Timeout(120)
final class HostileIndexTest {
    private static final ModelRef GOOD = ModelRef.parse("good/m:v");
    private static final SampleModel MODEL = new SampleModel().file("a", "right");
    private static final String ENTRY = "{\"hash\":\"" + MODEL.manifestHash() + "\"}";

    @TempDir
    private Path base;

    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(base);
        sandbox.registry.add("good", "m", "v", MODEL);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @Tag("M19")
    @ValueSource(
            strings = {
                "\"g\":{\"m\":{\"v\":{}}}",
                "\"g\":{\"m\":{\"v\":{\"hash\":null}}}",
                "\"g\":{\"m\":{\"v\":\"x\"}}",
                "\"g\":{\"m\":{\"v\":[]}}",
                "\"g\":{\"m\":{\"v\":1}}",
                "\"g\":{\"m\":{\"v\":null}}",
                "\"g\":{\"m\":null}",
                "\"g\":{\"m\":[]}",
                "\"g\":null",
                "\"g\":7"
            })
    void aMalformedEntryFailsAlone(String entry) {
        serveBeside(entry);

        assertPullFails(RegistryException.class);
        assertGoodIsUsable();
    }

    @ParameterizedTest
    @Tag("M20")
    @ValueSource(
            strings = {
                "",
                "{",
                "\ufeff{}",
                "{} x",
                "{\"g\":NaN}",
                "{/**/}",
                "[]",
                "null",
                "{\"g\":{\"m\":{\"v\":{\"hash\":\"x\",\"hash\":\"y\"}}}}",
                "{\"g\":{},\"g\":{}}"
            })
    void anIndexThatIsNoStrictJsonIsRefused(String index) {
        sandbox.registry.rawIndex(index);
        sandbox.serve();

        assertPullFails(RegistryException.class);
    }

    @ParameterizedTest
    @Tag("M23")
    @ValueSource(
            strings = {
                "..",
                "a/b",
                ".x",
                "cache",
                "CACHE",
                "registry.json",
                "Registry.JSON.lock",
                "\\u001b[2J",
                "\\u202ex",
                "nul.txt",
                ""
            })
    void aHostileNameIsNoModelAndIsInNobodysWay(String name) {
        serveBeside("\"" + name + "\":{\"m\":{\"v\":" + ENTRY + "}},\"g\":{\"" + name + "\":{\"v\":" + ENTRY
                + "},\"n\":{\"" + name + "\":" + ENTRY + "}}");

        assertGoodIsUsable();
        String group = name.replace("\\u001b", "\u001b").replace("\\u202e", "\u202e");
        assertThatThrownBy(() -> new ModelRef(group, "m", "v")).isInstanceOf(InvalidReferenceException.class);
    }

    /** Names have a bound like everything else, and a document that goes beyond it is none. */
    @ParameterizedTest
    @Tag("M23")
    @ValueSource(ints = {4097, 1_000_000})
    void anIndexWithANameThatIsTooLongIsRefused(int length) {
        serveBeside("\"" + "n".repeat(length) + "\":{}");

        assertPullFails(RegistryException.class);
    }

    @ParameterizedTest
    @Tag("M24")
    @ValueSource(strings = {"../x/y:v", "a", "a/b/c:v", "", "a/b:..", "a/b:v/../..", "-rf/x:v", "a/b v/../.."})
    void aReferenceThatIsNoneIsNotAskedFor(String text) {
        serveBeside("");
        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(() -> manager.pull(ModelRef.parse(text))).isInstanceOf(InvalidReferenceException.class);
        }
        assertThat(sandbox.server.requests()).isEmpty();
    }

    @ParameterizedTest
    @Tag("M25")
    @ValueSource(strings = {"v>w,w>v", "v>v", "v>missing", "v>w,w>missing", "v>..", "v>x/y", "v>", "v>w,w>x,x>w"})
    void anAliasThatLeadsNowhereIsRefusedAndTheOthersStayUsable(String aliases) {
        StringBuilder entries = new StringBuilder();
        for (String alias : aliases.split(",", -1)) {
            String[] ends = alias.split(">", -1);
            entries.append(entries.isEmpty() ? "" : ",")
                    .append("\"%s\":{\"hash\":\"%s\",\"alias_of\":\"%s\"}"
                            .formatted(ends[0], MODEL.manifestHash(), ends[1]));
        }
        serveBeside("\"g\":{\"m\":{" + entries + "}}");

        assertPullFails(RegistryException.class);
        assertGoodIsUsable();
    }

    private void serveBeside(String members) {
        sandbox.registry.rawIndex(
                "{" + members + (members.isEmpty() ? "" : ",") + "\"good\":{\"m\":{\"v\":" + ENTRY + "}}}");
        sandbox.serve();
    }

    private void assertPullFails(Class<? extends ModelException> type) {
        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF))
                    .isInstanceOf(type)
                    .hasMessageStartingWith("pull g/m v: ")
                    .satisfies(e ->
                            assertThat(e.getMessage()).hasSizeLessThan(2000).doesNotContainPattern("\\p{Cntrl}"));
        }
        assertThat(sandbox.server.requests())
                .extracting(request -> request.path())
                .containsOnly("/models.json");
        assertThat(sandbox.snapshot()).isEmpty();
    }

    private void assertGoodIsUsable() {
        try (ModelManager manager = sandbox.manager()) {
            assertThat(manager.listRemote()).extracting(RemoteModel::ref).containsExactly(GOOD);
            manager.pull(GOOD);
            assertThat(manager.installedRefs()).containsExactly(GOOD);
        }
    }
}
