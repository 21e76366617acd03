// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class ByteRangeProperties {
    @Property
    void aRangeNeverLeavesTheWhole(
            @ForAll @LongRange(min = 0, max = 2000) long first,
            @ForAll @LongRange(min = 0, max = 2000) long last,
            @ForAll @LongRange(min = 0, max = 1000) long size) {
        ByteRange.parse("bytes=" + first + "-" + last, size)
                .ifPresentOrElse(
                        range -> {
                            assertThat(range.start()).isEqualTo(first);
                            assertThat(range.length()).isEqualTo(Math.max(0, Math.min(last + 1, size) - first));
                        },
                        () -> assertThat(last).isLessThan(first));
    }

    @Property
    void aSuffixIsTheEnd(
            @ForAll @LongRange(min = 0, max = 2000) long length, @ForAll @LongRange(min = 0, max = 1000) long size) {
        ByteRange range = ByteRange.parse("bytes=-" + length, size).orElseThrow();
        assertThat(range.start() + range.length()).isEqualTo(size);
        assertThat(range.length()).isEqualTo(Math.min(length, size));
    }

    @Property
    void anyTextIsReadOrIgnored(@ForAll String header, @ForAll @LongRange(min = 0, max = 1000) long size) {
        ByteRange.parse(header, size)
                .ifPresent(range -> assertThat(range.length()).isBetween(0L, size));
    }
}
