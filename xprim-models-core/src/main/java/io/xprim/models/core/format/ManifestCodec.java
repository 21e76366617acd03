// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.Limits;
import io.xprim.models.ModelFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes manifests. */
public final class ManifestCodec {
    /** A tebibyte: no chunk has more, and offsets cannot overflow. */
    private static final long LARGEST_CHUNK = 1L << 40;

    private ManifestCodec() {}

    /**
     * Reads a manifest and validates all of it.
     *
     * @throws FormatException if it is malformed or beyond the limits
     * @throws FormatException.Sizes if its sizes do not add up
     */
    public static Manifest read(byte[] json, Limits limits) throws FormatException {
        return read(new ByteArrayInputStream(json), limits);
    }

    /**
     * Reads from a stream, as {@link #read(byte[], Limits)} does, and holds nothing but what the manifest is made of.
     *
     * @throws java.io.UncheckedIOException if the stream cannot be read
     */
    public static Manifest read(InputStream json, Limits limits) throws FormatException {
        return JsonReader.read(json, limits.heldBytes(), reader -> new Parts(reader, limits).read());
    }

    public static void write(OutputStream target, Manifest manifest) throws IOException {
        ChunkList chunks = manifest.chunks();
        JsonWriter.write(target, json -> {
            json.writeStartObject();
            json.writeNumberProperty("total_size", chunks.totalSize());
            json.writeNumberProperty("chunk_size", chunks.chunkSize());
            json.writeName("chunks").writeStartArray();
            for (int i = 0; i < chunks.count(); i++) {
                json.writeString(chunks.digest(i).hex());
            }
            json.writeEndArray();
            if (chunks.hasOwnSizes()) {
                json.writeName("chunk_sizes").writeStartArray();
                for (int i = 0; i < chunks.count(); i++) {
                    json.writeNumber(chunks.size(i));
                }
                json.writeEndArray();
            }
            json.writeName("files").writeStartArray();
            for (ModelFile file : manifest.files()) {
                json.writeStartObject();
                json.writeStringProperty("path", file.path());
                json.writeNumberProperty("size", file.size());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** The members of a manifest, as they come; their order is free. */
    private static final class Parts {
        private static final long NOT_THERE = -1;

        private final JsonReader json;
        private final Limits limits;
        private long totalSize = NOT_THERE;
        private long chunkSize = NOT_THERE;
        private final ChunkList.Builder chunks = new ChunkList.Builder();
        private boolean hasChunks;
        private boolean hasChunkSizes;
        private @Nullable List<ModelFile> files;

        Parts(JsonReader json, Limits limits) {
            this.json = json;
            this.limits = limits;
        }

        Manifest read() throws FormatException {
            json.members(name -> {
                switch (name) {
                    case "total_size" -> totalSize = json.natural();
                    case "chunk_size" -> chunkSize = json.natural();
                    case "chunks" -> readChunks();
                    case "chunk_sizes" -> readSizes();
                    case "files" -> files = readFiles();
                    default -> json.skip();
                }
            });
            if (totalSize == NOT_THERE || chunkSize == NOT_THERE || !hasChunks || files == null) {
                throw new FormatException("a manifest has total_size, chunk_size, chunks and files; not all are there");
            }
            if (chunkSize < 1 || chunkSize > LARGEST_CHUNK) {
                throw new FormatException("chunk_size is " + chunkSize + "; 1 to " + LARGEST_CHUNK + " are allowed");
            }
            ChunkList list = hasChunkSizes ? chunks.ofSizes(chunkSize, totalSize) : chunks.ofSize(chunkSize, totalSize);
            return Manifest.of(list, files, limits);
        }

        private void readChunks() throws FormatException {
            hasChunks = true;
            json.elements(() -> {
                refuseMoreThan(limits.chunks(), chunks.count(), "chunks");
                chunks.add(json.digest());
            });
        }

        private void readSizes() throws FormatException {
            hasChunkSizes = true;
            json.elements(() -> {
                refuseMoreThan(limits.chunks(), chunks.sizeCount(), "chunk sizes");
                chunks.addSize(json.natural());
            });
        }

        private List<ModelFile> readFiles() throws FormatException {
            List<ModelFile> list = new ArrayList<>();
            json.elements(() -> {
                refuseMoreThan(limits.files(), list.size(), "files");
                list.add(readFile());
            });
            return list;
        }

        private ModelFile readFile() throws FormatException {
            @Nullable String[] path = {null};
            long[] size = {NOT_THERE};
            json.members(name -> {
                switch (name) {
                    case "path" -> path[0] = json.string();
                    case "size" -> size[0] = json.natural();
                    default -> json.skip();
                }
            });
            String found = path[0];
            if (found == null || size[0] == NOT_THERE) {
                throw json.problem("a file has path and size; not both are there");
            }
            try {
                return new ModelFile(found, size[0]);
            } catch (IllegalArgumentException e) {
                throw json.problem(String.valueOf(e.getMessage()));
            }
        }

        private void refuseMoreThan(int limit, int count, String what) throws FormatException {
            if (count >= limit) {
                throw json.problem("there are more than " + limit + " " + what);
            }
        }
    }
}
