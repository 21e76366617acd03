// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

/** Which chunks an earlier pull staged, as it noted when it was asked for. Immutable. */
public final class StagedMarks {
    private final byte[] marks;

    StagedMarks(byte[] marks) {
        this.marks = marks;
    }

    public boolean isSet(int chunk) {
        return chunk < marks.length && marks[chunk] == ChunkMarks.VERIFIED;
    }
}
