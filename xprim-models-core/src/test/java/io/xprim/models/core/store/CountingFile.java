// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An open file that holds nothing, counts, and fails as told. */
final class CountingFile implements FileOperations.OpenFile {
    final AtomicInteger forces = new AtomicInteger();
    final AtomicInteger closes = new AtomicInteger();
    volatile @Nullable Exception forceFailure;
    volatile @Nullable IOException closeFailure;

    @Override
    public int write(ByteBuffer bytes, long position) {
        throw new AssertionError("nothing is written");
    }

    @Override
    public int read(ByteBuffer bytes, long position) {
        throw new AssertionError("nothing is read");
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public void force() throws IOException {
        forces.incrementAndGet();
        if (forceFailure instanceof IOException e) {
            throw e;
        }
        if (forceFailure instanceof RuntimeException e) {
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        closes.incrementAndGet();
        if (closeFailure != null) {
            throw closeFailure;
        }
    }
}
