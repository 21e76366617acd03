// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.Limits;
import io.xprim.models.ModelRef;
import io.xprim.models.RemoteModel;
import io.xprim.models.Sha256;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class IndexCodecTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final ModelRef GOOD = new ModelRef("good", "m", "v");

    @Test
    void anEntryHasItsHashItsAliasAndItsMetadata() throws FormatException {
        RegistryIndex index = read("{\"g\":{\"m\":{\"1\":{\"hash\":\"" + A
                + "\",\"metadata\":{\"a\":{\"b\":[1,null,1.5,true]}},\"x\":1},\"latest\":{\"hash\":\"" + A
                + "\",\"alias_of\":\"1\"}}}}");
        assertThat(index.problems()).isEmpty();
        assertThat(index.entries().keySet())
                .containsExactly(new ModelRef("g", "m", "1"), new ModelRef("g", "m", "latest"));
        RemoteModel alias = index.find(new ModelRef("g", "m", "latest")).orElseThrow();
        assertThat(alias.aliasOf()).contains("1");
        assertThat(alias.manifestHash()).isEqualTo(new Sha256(A));
        RemoteModel version = index.find(new ModelRef("g", "m", "1")).orElseThrow();
        assertThat(version.aliasOf()).isEmpty();
        assertThat(version.metadata()).containsOnlyKeys("a");
    }

    @Test
    void whatIsNotThereIsNothing() throws FormatException {
        RegistryIndex index = read("{\"g\":{\"m\":{\"1\":{\"hash\":\"" + A + "\"}}}}");
        assertThat(index.find(new ModelRef("g", "m", "2"))).isEmpty();
        assertThat(index.find(new ModelRef("g", "n", "1"))).isEmpty();
        assertThat(index.hasModel(new ModelRef("g", "m", "2"))).isTrue();
        assertThat(index.hasModel(new ModelRef("g", "n", "1"))).isFalse();
    }

    @ParameterizedTest(name = "M19: {0}")
    @ValueSource(
            strings = {
                "{}",
                "null",
                "\"x\"",
                "[]",
                "1",
                "true",
                "{\"hash\":null}",
                "{\"hash\":1}",
                "{\"hash\":[]}",
                "{\"hash\":\"\"}",
                "{\"hash\":\"../../etc/passwd\"}",
                "{\"hash\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}",
                "{\"hash\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"alias_of\":1}",
                "{\"hash\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"alias_of\":null}"
            })
    void aMalformedEntryFailsAloneAndTheOthersStayUsable(String entry) throws FormatException {
        RegistryIndex index = read("{\"bad\":{\"m\":{\"v\":" + entry + "}}," + good() + "}");
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> index.find(new ModelRef("bad", "m", "v")))
                .withMessageContaining("bad/m v");
        assertThat(index.problems()).containsOnlyKeys("bad/m v");
        assertThat(index.find(GOOD)).isPresent();
    }

    @ParameterizedTest(name = "M19: {0}")
    @ValueSource(strings = {"null", "\"x\"", "[]", "[{\"m\":1}]", "1"})
    void aMalformedGroupOrModelFailsAloneAndTheOthersStayUsable(String value) throws FormatException {
        RegistryIndex groups = read("{\"bad\":" + value + "," + good() + "}");
        RegistryIndex models = read("{\"bad\":{\"m\":" + value + "}," + good() + "}");
        for (RegistryIndex index : List.of(groups, models)) {
            assertThatExceptionOfType(FormatException.class)
                    .isThrownBy(() -> index.find(new ModelRef("bad", "m", "v")));
            assertThat(index.find(GOOD)).isPresent();
        }
    }

    @Test
    void ofAnIndexOnlyWhatIsAskedForIsHeldAndTold() throws FormatException {
        String entry = "{\"v\":{\"hash\":\"" + A + "\"},\"w\":{\"hash\":\"" + A + "\"},\"bad\":1}";
        byte[] document = ("{\"g\":{\"m\":" + entry + ",\"n\":" + entry + "},\"h\":{\"m\":" + entry + "},\"bad\":1}")
                .getBytes(UTF_8);
        ModelRef wanted = new ModelRef("g", "m", "v");
        assertHeld(document, IndexSelection.modelOf(wanted), "[g/m v, g/m w]", "[g/m bad]");
        assertHeld(
                document,
                IndexSelection.modelsOf(List.of(wanted, new ModelRef("h", "m", "x"))),
                "[g/m v, g/m w, h/m v, h/m w]",
                "[g/m bad, h/m bad]");
        assertHeld(document, IndexSelection.group("g"), "[g/m v, g/m w, g/n v, g/n w]", "[g/m bad, g/n bad]");
        assertHeld(document, IndexSelection.group("bad"), "[]", "[bad]");
    }

    private static void assertHeld(byte[] document, IndexSelection wanted, String entries, String problems)
            throws FormatException {
        RegistryIndex index = IndexCodec.read(new ByteArrayInputStream(document), wanted, Limits.defaults());
        assertThat(index.entries().keySet()).hasToString(entries);
        assertThat(index.problems().keySet()).hasToString(problems);
    }

    @Test
    void metadataThatIsNoObjectIsNone() throws FormatException {
        RegistryIndex index = read("{\"g\":{\"m\":{\"v\":{\"hash\":\"" + A + "\",\"metadata\":[1]}}}}");
        assertThat(index.find(new ModelRef("g", "m", "v")).orElseThrow().metadata())
                .isEmpty();
    }

    @ParameterizedTest(name = "M23: {0}")
    @ValueSource(
            strings = {
                "..",
                "a/b",
                ".x",
                "cache",
                "CACHE",
                "registry.json",
                "registry.json.lock",
                "\\u001b[2J",
                "\\u0000",
                "",
                "a b",
                "con",
                "\\u202ex"
            })
    void anEntryWhoseNameIsHostileIsAProblemThatIsSafeToPrint(String name) throws FormatException {
        String entry = "{\"hash\":\"" + A + "\"}";
        List<RegistryIndex> indexes = List.of(
                read("{\"" + name + "\":{\"m\":{\"v\":" + entry + "}}," + good() + "}"),
                read("{\"g\":{\"" + name + "\":{\"v\":" + entry + "}}," + good() + "}"),
                read("{\"g\":{\"m\":{\"" + name + "\":" + entry + "}}," + good() + "}"));
        for (RegistryIndex index : indexes) {
            assertThat(index.entries()).containsOnlyKeys(GOOD);
            assertThat(index.problems()).hasSize(1);
            index.problems()
                    .forEach((place, reason) -> assertThat(place + reason)
                            .doesNotContainPattern("\\p{Cntrl}")
                            .doesNotContain("\u202e"));
            assertThat(index.find(GOOD)).isPresent();
        }
    }

    @Test
    void aMalformedGroupWhoseNameLooksLikeAModelsDoesNotStandInTheModelsWay() throws FormatException {
        RegistryIndex index = read("{\"" + GOOD.group() + "/" + GOOD.model() + "\": 7, " + good() + "}");
        assertThat(index.find(GOOD)).isPresent();
        assertThat(index.problems()).hasSize(1);
    }

    @ParameterizedTest(name = "M25: {0}")
    @ValueSource(
            strings = {
                "a>b,b>c,c>a",
                "a>a",
                "a>b,b>a",
                "a>missing",
                "a>b,b>missing",
                "a>..",
                "a>x/y",
                "a>",
                "a>b,b>c,c>b",
                "a>b,b>c,c>d,d>e,e>f,f>g,g>h,h>i,i>j,j>k,k>l,l>m,m>n,n>o,o>p,p>q,q>r,r>s,s>t"
            })
    void anAliasThatLeadsNowhereOrInACircleIsAnError(String aliases) throws FormatException {
        RegistryIndex index = read(withAliases(aliases + ",t>"));
        assertThatExceptionOfType(FormatException.class).isThrownBy(() -> index.find(new ModelRef("g", "m", "a")));
    }

    @Test
    void anAliasOfAnAliasIsFollowedAndTheTargetsHashIsTrusted() throws FormatException {
        String own = read(withAliases("a>b,b>v"))
                .find(new ModelRef("g", "m", "a"))
                .orElseThrow()
                .manifestHash()
                .hex();
        assertThat(own).isEqualTo(B);
        assertThat(read(withAliases("a>b,b>v"))
                        .find(new ModelRef("g", "m", "a"))
                        .orElseThrow()
                        .aliasOf())
                .contains("v");
    }

    /** Aliases with the hash A, and the version v with the hash B. */
    private static String withAliases(String aliases) {
        StringBuilder entries = new StringBuilder();
        for (String alias : aliases.split(",", -1)) {
            String[] ends = alias.split(">", -1);
            entries.append('"')
                    .append(ends[0])
                    .append("\":{\"hash\":\"")
                    .append(A)
                    .append("\",\"alias_of\":\"");
            entries.append(ends[1]).append("\"},");
        }
        return "{\"g\":{\"m\":{" + entries + "\"v\":{\"hash\":\"" + B + "\"}}}}";
    }

    private static String good() {
        return "\"good\":{\"m\":{\"v\":{\"hash\":\"" + A + "\"}}}";
    }

    private static RegistryIndex read(String document) throws FormatException {
        return IndexCodec.read(document.getBytes(UTF_8));
    }
}
