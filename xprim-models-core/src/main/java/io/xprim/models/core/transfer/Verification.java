// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import io.xprim.models.Cancellation;
import io.xprim.models.core.assemble.StagedModel;
import io.xprim.models.core.format.Manifest;
import io.xprim.models.core.store.InstalledVersion;
import java.io.IOException;
import java.util.BitSet;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Hashes every chunk of an installed version at its place, and looks at the size of every file. */
final class Verification {
    private final Manifest manifest;
    private final StagedModel model;
    private final InstalledVersion version;
    private final Workers workers;
    private final Lock lock = new ReentrantLock();
    private final BitSet wrong = new BitSet();

    /** Prepares a verification; the model's files are read from the version. */
    Verification(
            Manifest manifest,
            StagedModel model,
            InstalledVersion version,
            Executor executor,
            Cancellation cancellation) {
        this.manifest = manifest;
        this.model = model;
        this.version = version;
        this.workers = new Workers(executor, cancellation);
    }

    /**
     * Runs to the end.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     * @throws IOException if files may not be read
     */
    Damage run(int concurrency) throws IOException {
        workers.run(model.chunks().count(), Concurrency.fixed(concurrency), (chunk, buffer, ended) -> {
            if (!model.isRight(chunk, buffer, ended)) {
                markWrong(chunk);
            }
        });
        OptionalLong[] sizes = new OptionalLong[manifest.files().size()];
        for (int file = 0; file < sizes.length; file++) {
            sizes[file] = version.size(file);
        }
        return new Damage(manifest, model.layout(), wrong, sizes);
    }

    private void markWrong(int chunk) {
        lock.lock();
        try {
            wrong.set(chunk);
        } finally {
            lock.unlock();
        }
    }
}
