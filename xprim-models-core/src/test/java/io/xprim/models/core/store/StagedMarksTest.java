// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StagedMarksTest {
    @Test
    void aChunkIsStagedIfItsMarkSaysSoAndNotBeyondTheLast() {
        StagedMarks marks = new StagedMarks(new byte[] {ChunkMarks.VERIFIED, 0, ChunkMarks.VERIFIED, 'x'});
        assertThat(marks.isNone()).isFalse();
        assertThat(marks.isSet(0)).isTrue();
        assertThat(marks.isSet(1)).isFalse();
        assertThat(marks.isSet(2)).isTrue();
        assertThat(marks.isSet(3)).isFalse();
        assertThat(marks.isSet(4)).isFalse();
        assertThat(marks.isSet(Integer.MAX_VALUE)).isFalse();
    }

    @Test
    void whereNoPullHasLeftAnyThereAreNone() {
        StagedMarks marks = new StagedMarks(new byte[0]);
        assertThat(marks.isNone()).isTrue();
        assertThat(marks.isSet(0)).isFalse();
    }
}
