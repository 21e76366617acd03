// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import io.xprim.models.Cancellation;
import io.xprim.models.core.assemble.DistinctChunks;
import io.xprim.models.core.assemble.StagedModel;
import io.xprim.models.core.store.Staging;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What an earlier pull put into the same staging: nothing to write, but to be hashed again. */
final class StagedChunks implements ChunkSource {
    private final StagedModel model;
    private final Staging staging;
    private final TransferProgress progress;

    StagedChunks(StagedModel model, Staging staging, TransferProgress progress) {
        this.model = model;
        this.staging = staging;
        this.progress = progress;
    }

    @Override
    public String name() {
        return "staging";
    }

    @Override
    public boolean supply(int n, ByteBuffer buffer, Cancellation cancellation) throws IOException {
        DistinctChunks distinct = model.distinct();
        int first = distinct.first(n);
        boolean marked = true;
        for (int chunk = first; chunk >= 0; chunk = distinct.next(chunk)) {
            marked &= staging.isMarked(chunk);
        }
        if (marked && model.holds(first, buffer, cancellation)) {
            progress.reused(model.chunks().size(first) * distinct.occurrences(first));
            return true;
        }
        for (int chunk = first; chunk >= 0; chunk = distinct.next(chunk)) {
            staging.clearMark(chunk);
        }
        return false;
    }
}
