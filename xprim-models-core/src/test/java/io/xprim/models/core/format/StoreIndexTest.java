// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelRef;
import io.xprim.models.Sha256;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreIndexTest {
    private static final ModelRef REF = new ModelRef("g", "m", "v");
    private static final StoreEntry ENTRY =
            new StoreEntry(new Sha256("a".repeat(64)), 79167488, 3, Instant.parse("2024-01-15T10:30:00Z"));

    @Test
    void anEntryIsWrittenAsOtherProgramsReadIt() {
        assertThat(StoreIndex.empty().with(REF, ENTRY).toBytes())
                .asString(UTF_8)
                .isEqualToIgnoringWhitespace(
                        "{\"g\":{\"m\":{\"v\":{\"file_count\":3,\"installed_at\":\"2024-01-15T10:30:00Z\","
                                + "\"manifest_hash\":\"" + "a".repeat(64) + "\",\"total_size\":79167488}}}}")
                .endsWith("}\n");
    }

    @Test
    void timesAreKeptToTheSecond() throws FormatException {
        StoreEntry fine = new StoreEntry(ENTRY.manifest(), 0, 0, Instant.parse("2024-01-15T10:30:00.987654321Z"));
        assertThat(StoreIndex.read(StoreIndex.empty().with(REF, fine).toBytes()).find(REF))
                .contains(new StoreEntry(ENTRY.manifest(), 0, 0, Instant.parse("2024-01-15T10:30:00Z")));
    }

    @Test
    void unknownFieldsAndEntriesSurviveAChange() throws FormatException {
        StoreIndex before =
                StoreIndex.read(("{\"$schema\":[1,2.50,null,{\"x\":true}],\"other\":{\"m\":null,\"n\":{\"v\":7}},"
                                + "\"g\":{\"m\":{\"v\":{\"manifest_hash\":\"old\",\"pinned\":{\"by\":\"me\",\"n\":"
                                + "123456789012345678901234567890}},\"w\":{\"strange\":1e3}}}}")
                        .getBytes(UTF_8));
        String after = new String(before.with(REF, ENTRY).toBytes(), UTF_8);
        assertThat(after.replaceAll("\\s", ""))
                .isEqualTo(
                        "{\"$schema\":[1,2.50,null,{\"x\":true}],\"g\":{\"m\":{\"v\":{\"file_count\":3,\"installed_at\":"
                                + "\"2024-01-15T10:30:00Z\",\"manifest_hash\":\"" + "a".repeat(64)
                                + "\",\"pinned\":{\"by\":\"me\",\"n\":123456789012345678901234567890},\"total_size\":79167488},"
                                + "\"w\":{\"strange\":1E+3}}},\"other\":{\"m\":null,\"n\":{\"v\":7}}}");
        assertThat(before.find(REF)).isEmpty();
    }

    @Test
    void removingAnEntryRemovesWhatBecomesEmptyAndNothingElse() throws FormatException {
        StoreIndex index = StoreIndex.read("{\"keep\":{},\"g\":{\"n\":{\"x\":1}}}".getBytes(UTF_8))
                .with(REF, ENTRY);
        assertThat(index.without(REF).toBytes())
                .asString(UTF_8)
                .isEqualToIgnoringWhitespace("{\"g\":{\"n\":{\"x\":1}},\"keep\":{}}");
        assertThat(StoreIndex.empty().with(REF, ENTRY).without(REF).toBytes())
                .asString(UTF_8)
                .isEqualToIgnoringWhitespace("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "1",
                "{}",
                "{\"manifest_hash\":\"x\",\"total_size\":1,\"file_count\":1,\"installed_at\":\"2024-01-15T10:30:00Z\"}",
                "{\"manifest_hash\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"total_size\":1,\"file_count\":9999999999,\"installed_at\":\"2024-01-15T10:30:00Z\"}",
                "{\"manifest_hash\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"total_size\":1.5,\"file_count\":1,\"installed_at\":\"2024-01-15T10:30:00Z\"}",
                "{\"manifest_hash\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"total_size\":1,\"file_count\":1,\"installed_at\":\"yesterday\"}"
            })
    void anEntryThatIsNotUnderstoodIsNoneAndStays(String entry) throws FormatException {
        byte[] document = ("{\"g\":{\"m\":{\"v\":" + entry + "}}}").getBytes(UTF_8);
        StoreIndex index = StoreIndex.read(document);
        assertThat(index.find(REF)).isEmpty();
        assertThat(index.entries()).isEmpty();
        assertThat(index.toBytes()).asString(UTF_8).isEqualToIgnoringWhitespace(new String(document, UTF_8));
    }

    @Test
    void anEntryUnderANameThatCannotBeIsNotListed() throws FormatException {
        StoreIndex index = StoreIndex.empty().with(REF, ENTRY);
        String hostile = new String(index.toBytes(), UTF_8).replace("\"m\"", "\"..\"");
        assertThat(StoreIndex.read(hostile.getBytes(UTF_8)).entries()).isEmpty();
    }

    @Test
    void aReferenceInAnotherCaseIsFound() {
        StoreIndex index = StoreIndex.empty().with(REF, ENTRY);
        assertThat(index.findOtherCase(new ModelRef("G", "m", "v"))).contains(REF);
        assertThat(index.findOtherCase(new ModelRef("g", "m", "V"))).contains(REF);
        assertThat(index.findOtherCase(REF)).isEmpty();
        assertThat(index.findOtherCase(new ModelRef("g", "m", "w"))).isEmpty();
    }
}
