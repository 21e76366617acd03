// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import io.xprim.models.Cancellation;
import io.xprim.models.core.assemble.ChunkSink;
import io.xprim.models.core.assemble.DistinctChunks;
import io.xprim.models.core.assemble.StagedModel;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The chunks of an installed version that are right at one of their places, for the files that are made again beside it. */
final class PlacedChunks implements ChunkSource {
    private final StagedModel model;
    private final Damage damage;

    PlacedChunks(StagedModel model, Damage damage) {
        this.model = model;
        this.damage = damage;
    }

    @Override
    public String name() {
        return "installed";
    }

    @Override
    public boolean supply(int n, ByteBuffer buffer, Cancellation cancellation) throws IOException {
        DistinctChunks distinct = model.distinct();
        int first = distinct.first(n);
        for (int chunk = first; chunk >= 0; chunk = distinct.next(chunk)) {
            if (damage.isRight(chunk)) {
                try (ChunkSink sink = model.open(first)) {
                    if (model.copy(chunk, sink, buffer, cancellation) && sink.finish()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
