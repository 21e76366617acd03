// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

/** Which chunks an earlier pull staged, as it noted when it was asked for. Immutable. */
public final class StagedMarks {
    private final byte[] marks;

    StagedMarks(byte[] marks) {
        this.marks = marks;
    }

    /** Whether no pull has left any: none began, or one had everything. */
    public boolean isNone() {
        return marks.length == 0;
    }

    public boolean isSet(int chunk) {
        return chunk < marks.length && marks[chunk] == ChunkMarks.VERIFIED;
    }
}
