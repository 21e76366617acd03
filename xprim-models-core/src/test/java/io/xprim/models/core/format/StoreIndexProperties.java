// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.xprim.models.ModelRef;
import io.xprim.models.Sha256;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StoreIndexProperties {
    @Property(tries = 500)
    void settingDifferentReferencesCommutes(
            @ForAll("indexes") StoreIndex index,
            @ForAll("refs") ModelRef one,
            @ForAll("refs") ModelRef other,
            @ForAll("entries") StoreEntry first,
            @ForAll("entries") StoreEntry second) {
        assumeThat(one).isNotEqualTo(other);
        assertThat(index.with(one, first).with(other, second).toBytes())
                .isEqualTo(index.with(other, second).with(one, first).toBytes());
    }

    @Property(tries = 500)
    void settingAndRemovingDifferentReferencesCommutes(
            @ForAll("indexes") StoreIndex index,
            @ForAll("refs") ModelRef one,
            @ForAll("refs") ModelRef other,
            @ForAll("entries") StoreEntry entry) {
        assumeThat(one).isNotEqualTo(other);
        assertThat(index.with(one, entry).without(other).toBytes())
                .isEqualTo(index.without(other).with(one, entry).toBytes());
        assertThat(index.without(one).without(other).toBytes())
                .isEqualTo(index.without(other).without(one).toBytes());
    }

    @Property(tries = 500)
    void doingItTwiceIsDoingItOnce(
            @ForAll("indexes") StoreIndex index, @ForAll("refs") ModelRef ref, @ForAll("entries") StoreEntry entry) {
        assertThat(index.with(ref, entry).with(ref, entry).toBytes())
                .isEqualTo(index.with(ref, entry).toBytes());
        assertThat(index.without(ref).without(ref).toBytes())
                .isEqualTo(index.without(ref).toBytes());
    }

    @Property(tries = 500)
    void whatIsSetIsFoundAndWhatIsRemovedIsNotAndNothingElseChanges(
            @ForAll("indexes") StoreIndex index, @ForAll("refs") ModelRef ref, @ForAll("entries") StoreEntry entry) {
        SortedMap<ModelRef, StoreEntry> expected = new TreeMap<>(index.entries());
        expected.remove(ref);
        assertThat(index.without(ref).entries()).isEqualTo(expected);
        expected.put(ref, entry);
        assertThat(index.with(ref, entry).entries()).isEqualTo(expected);
        assertThat(index.with(ref, entry).find(ref)).contains(entry);
        assertThat(index.without(ref).find(ref)).isEmpty();
    }

    @Property(tries = 500)
    void whatIsWrittenIsReadBack(@ForAll("indexes") StoreIndex index) throws FormatException {
        StoreIndex read = StoreIndex.read(index.toBytes());
        assertThat(read.toBytes()).isEqualTo(index.toBytes());
        assertThat(read.entries()).isEqualTo(index.entries());
    }

    @Provide
    Arbitrary<ModelRef> refs() {
        Arbitrary<String> name = Arbitraries.of("a", "b", "B", "c.1");
        return Combinators.combine(name, name, name).as(ModelRef::new);
    }

    @Provide
    Arbitrary<StoreEntry> entries() {
        Arbitrary<Sha256> digests =
                Arbitraries.of("0", "1", "f").map(digit -> new Sha256(digit.repeat(2 * Sha256.BYTES)));
        Arbitrary<Instant> times =
                Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond);
        return Combinators.combine(
                        digests,
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.integers().greaterOrEqual(0),
                        times)
                .as(StoreEntry::new);
    }

    @Provide
    Arbitrary<StoreIndex> indexes() {
        Arbitrary<String> foreign = Arbitraries.of(
                "{}",
                "{\"$schema\":{\"x\":[1,2.5,null]}}",
                "{\"a\":{\"a\":{\"a\":{\"pinned\":true}}}}",
                "{\"zz\":{\"m\":[\"é\"]}}");
        return Combinators.combine(foreign, Arbitraries.maps(refs(), entries()).ofMaxSize(5))
                .as(StoreIndexProperties::index);
    }

    private static StoreIndex index(String foreign, Map<ModelRef, StoreEntry> entries) {
        StoreIndex index;
        try {
            index = StoreIndex.read(foreign.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (FormatException e) {
            throw new AssertionError(e);
        }
        for (Map.Entry<ModelRef, StoreEntry> entry : entries.entrySet()) {
            index = index.with(entry.getKey(), entry.getValue());
        }
        return index;
    }
}
