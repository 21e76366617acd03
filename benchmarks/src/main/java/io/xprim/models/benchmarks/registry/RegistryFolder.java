// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.registry;

import io.xprim.models.ModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A registry with one model in it, in a folder of its own, so that whoever can tell a hash from other text finds his way. */
public final class RegistryFolder {
    private final Model model;
    private final Path folder;

    private RegistryFolder(Model model, Path folder) {
        this.model = model;
        this.folder = folder;
    }

    /** Makes the registry of a model, unless it is there. */
    public static RegistryFolder of(Model model, Path parent) throws IOException {
        String shape = "%s-%d-%d-%d"
                .formatted(
                        model.name(),
                        model.totalSize(),
                        model.chunkSize(),
                        model.files().size());
        Path folder = parent.resolve(shape);
        if (!Files.exists(folder)) {
            Path unfinished = parent.resolve(shape + ".new");
            Trees.delete(unfinished);
            write(model, unfinished);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return new RegistryFolder(model, folder);
    }

    public Model model() {
        return model;
    }

    public Path path() {
        return folder;
    }

    /** What the files of the model hash to. */
    public FileHashes hashes() throws IOException {
        return FileHashes.read(hashes(folder));
    }

    private static Path hashes(Path folder) {
        return folder.resolve("files.sha256");
    }

    private static void write(Model model, Path folder) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        ModelWriter writer = new ModelWriter(model, data);
        FileHashes files = writer.write();
        byte[] manifest = Json.manifest(model, writer.chunks());
        String digest = Hashing.hex(Hashing.sha256().digest(manifest));
        Files.write(data.resolve(digest), manifest);
        Files.write(folder.resolve("models.json"), Json.index(model, digest));
        files.write(hashes(folder));
    }

    /** The few documents of a registry, written without the code that is measured. */
    private static final class Json {
        private Json() {}

        static byte[] index(Model model, String manifest) {
            return bytes("{\"%s\":{\"%s\":{\"%s\":{\"hash\":\"%s\"}}}}"
                    .formatted(Model.GROUP, model.name(), model.version(), manifest));
        }

        static byte[] manifest(Model model, List<String> chunks) {
            StringBuilder text = new StringBuilder();
            text.append("{\"total_size\":").append(model.totalSize());
            text.append(",\"chunk_size\":").append(model.chunkSize());
            text.append(",\"chunks\":[\"").append(String.join("\",\"", chunks)).append("\"],\"files\":[");
            String separator = "";
            for (ModelFile file : model.files()) {
                text.append(separator).append("{\"path\":\"").append(file.path());
                text.append("\",\"size\":").append(file.size()).append('}');
                separator = ",";
            }
            return bytes(text.append("]}").toString());
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
