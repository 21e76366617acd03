// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.SafeText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/** A registry in a local folder. */
final class FolderRegistry implements RegistryFiles {
    private static final int BUFFER = 128 << 10;

    private final Path folder;

    FolderRegistry(Path folder) {
        this.folder = folder;
    }

    @Override
    public void read(String path, BodySink sink, Cancellation cancellation) throws FetchException, IOException {
        read(path, 0, sink, cancellation);
    }

    @Override
    public void readRest(ChunkRest rest, String path, Cancellation cancellation) throws FetchException, IOException {
        read(path, rest.position(), rest.open(), cancellation);
    }

    private void read(String path, long position, BodySink sink, Cancellation cancellation)
            throws FetchException, IOException {
        Path file = folder.resolve(path);
        try (SeekableByteChannel channel = open(file, position)) {
            ByteBuffer buffer = buffer(channel, position);
            while (fill(channel, buffer)) {
                if (cancellation.isCancelled()) {
                    throw new CancellationException("cancelled while reading " + file);
                }
                sink.accept(buffer.flip());
                buffer.clear();
            }
        }
    }

    @Override
    public String locate(String path) {
        return SafeText.of(folder.resolve(path).toString());
    }

    private static SeekableByteChannel open(Path file, long position) throws FetchException {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new FetchException(FetchException.Kind.REFUSED, "it is no regular file", null);
            }
            return Files.newByteChannel(file).position(position);
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new FetchException(FetchException.Kind.MISSING, "there is no such file", e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** No larger than what is there, as far as that is known: chunks may be small and many. */
    private static ByteBuffer buffer(SeekableByteChannel channel, long position) throws FetchException {
        try {
            return ByteBuffer.allocate((int) Math.max(1, Math.min(BUFFER, channel.size() - position)));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static boolean fill(SeekableByteChannel channel, ByteBuffer buffer) throws FetchException {
        try {
            return channel.read(buffer) > 0;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static FetchException unreadable(IOException e) {
        return new FetchException(FetchException.Kind.REFUSED, "it cannot be read: " + SafeText.of(e.toString()), e);
    }
}
