// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.assemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.Limits;
import io.xprim.models.ModelFile;
import io.xprim.models.core.format.ChunkList;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.Manifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StagedModelTest {
    @Test
    void m14OneDigestWithTwoSizesIsRefused() throws FormatException {
        byte[] digest = new byte[32];
        ChunkList chunks = new ChunkList.Builder()
                .add(digest)
                .addSize(1)
                .add(digest)
                .addSize(2)
                .ofSizes(2, 3);
        Manifest manifest = Manifest.of(chunks, List.of(new ModelFile("x", 3)), Limits.defaults());
        assertThatExceptionOfType(FormatException.Sizes.class)
                .isThrownBy(() -> new StagedModel(manifest, new MemoryFiles()));
    }

    @Test
    void m14ALastChunkWithTheDigestOfALongerOneIsRefused() throws FormatException {
        byte[] digest = new byte[32];
        ChunkList chunks = new ChunkList.Builder().add(digest).add(digest).ofSize(2, 3);
        Manifest manifest = Manifest.of(chunks, List.of(new ModelFile("x", 3)), Limits.defaults());
        assertThatExceptionOfType(FormatException.Sizes.class)
                .isThrownBy(() -> new StagedModel(manifest, new MemoryFiles()));
    }

    @Test
    void whatTheDiskThrowsComesOutUnchangedAndTheChunkIsNotFinished() throws Exception {
        IOException full = new IOException("No space left on device");
        StagedModel model = new StagedModel(oneChunk(), new ModelFiles() {
            @Override
            public void write(int file, long position, ByteBuffer bytes) throws IOException {
                throw full;
            }

            @Override
            public boolean read(int file, long position, ByteBuffer bytes) {
                return false;
            }
        });
        ChunkSink sink = model.open(0);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> sink.accept(ByteBuffer.wrap(new byte[4])))
                .isSameAs(full);
        assertThat(sink.received()).isZero();
        assertThat(sink.finish()).isFalse();
    }

    @Test
    @Timeout(60)
    void closingWaitsForAWriteUnderWay() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        Semaphore goOn = new Semaphore(0);
        MemoryFiles files = new MemoryFiles();
        StagedModel model = new StagedModel(oneChunk(), new ModelFiles() {
            @Override
            public void write(int file, long position, ByteBuffer bytes) {
                writing.countDown();
                goOn.acquireUninterruptibly();
                files.write(file, position, bytes);
            }

            @Override
            public boolean read(int file, long position, ByteBuffer bytes) {
                return files.read(file, position, bytes);
            }
        });
        ChunkSink sink = model.open(0);
        Thread writer = new Thread(() -> {
            try {
                sink.accept(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        writer.start();
        writing.await();
        CountDownLatch closed = new CountDownLatch(1);
        Thread closer = new Thread(() -> {
            sink.close();
            closed.countDown();
        });
        closer.start();
        while (closer.getState() != Thread.State.WAITING) {
            assertThat(closed.await(1, TimeUnit.MILLISECONDS)).isFalse();
        }
        goOn.release();
        closed.await();
        assertThat(files.content(0)).containsExactly(1, 2, 3, 4);
        writer.join();
        closer.join();
    }

    private static Manifest oneChunk() throws FormatException {
        return new Example(List.of(new byte[] {1, 2, 3, 4}), false, List.of(4L)).manifest();
    }
}
