// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.publish;

import io.xprim.models.Cancellation;
import io.xprim.models.Limits;
import io.xprim.models.ModelFile;
import io.xprim.models.ModelRef;
import io.xprim.models.PublishException;
import io.xprim.models.PublishOptions;
import io.xprim.models.PublishResult;
import io.xprim.models.Sha256;
import io.xprim.models.core.format.ChunkList;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.Manifest;
import io.xprim.models.core.format.ManifestCodec;
import io.xprim.models.core.store.FileOperations;
import io.xprim.models.spi.SafeText;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One publication: chunks first, then the manifest, then the index, so that whatever the index names is there. */
public final class Publication {
    private final Path registry;
    private final FileOperations operations;
    private final RandomGenerator random;
    private final PublishOptions options;
    private final Cancellation cancellation;

    public Publication(
            Path registry,
            FileOperations operations,
            RandomGenerator random,
            PublishOptions options,
            Cancellation cancellation) {
        this.registry = registry.normalize();
        this.operations = operations;
        this.random = random;
        this.options = options;
        this.cancellation = cancellation;
    }

    /**
     * Publishes a folder.
     *
     * @throws PublishException if it cannot be
     * @throws IOException if the disk fails
     */
    public PublishResult publish(Path folder, ModelRef ref) throws IOException {
        if (real(registry).startsWith(real(folder))) {
            throw new PublishException("the registry " + SafeText.quoted(registry.toString())
                    + " lies in the folder that is to be published; choose another place for it");
        }
        SourceFolder source = new SourceFolder(folder, operations);
        List<ModelFile> files = source.files();
        ensurePublishable(files);
        DataFolder data = new DataFolder(registry.resolve("data"), operations, random, options.trustExisting());
        ChunkList.Builder chunks =
                new Chunker(data, operations, options.chunkSize(), cancellation).chunk(source, files);
        data.force();
        Manifest manifest = manifest(chunks, files);
        long chunkBytes = data.bytesWritten();
        Sha256 digest = write(data, manifest);
        data.force();
        new IndexFile(registry, operations, random).publish(ref, digest, options, cancellation);
        PublishResult.Builder result = PublishResult.builder()
                .ref(ref)
                .manifestHash(digest)
                .totalSize(manifest.totalSize())
                .fileCount(files.size())
                .chunkCount(manifest.chunks().count())
                .bytesWritten(chunkBytes);
        options.alias().ifPresent(result::alias);
        return result.build();
    }

    /** A path with its links resolved, as far as it is there. */
    private Path real(Path path) throws IOException {
        Optional<Path> directory = operations.realDirectory(path);
        Path parent = path.getParent();
        if (directory.isPresent() || parent == null) {
            return directory.orElse(path);
        }
        return real(parent).resolve(path.getFileName()).normalize();
    }

    /** Before a byte is read: what could not be installed everywhere is not published. */
    private static void ensurePublishable(List<ModelFile> files) {
        try {
            Manifest.ensureNoCollisions(files, Limits.defaults());
        } catch (FormatException e) {
            throw new PublishException(
                    e.getMessage() + "; rename it or leave it out, so that the model can be installed everywhere", e);
        }
    }

    private Manifest manifest(ChunkList.Builder chunks, List<ModelFile> files) {
        long size = files.stream().mapToLong(ModelFile::size).sum();
        try {
            return Manifest.of(chunks.ofSize(options.chunkSize(), size), files, Limits.defaults());
        } catch (FormatException e) {
            throw new IllegalStateException("what was chunked has to make a manifest", e);
        }
    }

    private static Sha256 write(DataFolder data, Manifest manifest) throws IOException {
        try (DataFolder.Writer writer = data.begin();
                OutputStream buffered = new BufferedOutputStream(new WriterStream(writer))) {
            ManifestCodec.write(buffered, manifest);
            buffered.flush();
            return writer.finish();
        }
    }

    private static final class WriterStream extends OutputStream {
        private final DataFolder.Writer writer;

        WriterStream(DataFolder.Writer writer) {
            this.writer = writer;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            writer.write(ByteBuffer.wrap(bytes, offset, length));
        }
    }
}
