// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.similarity;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The model all-MiniLM-L6-v2, quantised, in a jar on the class path. */
final class ModelInJar {
    /** The names that the files get, and those of the jar's entries. */
    private static final Map<String, String> ENTRIES = Map.of(
            "model.onnx", "/all-minilm-l6-v2-q.onnx",
            "tokenizer.json", "/all-minilm-l6-v2-q-tokenizer.json");

    private ModelInJar() {}

    /** Copies the files to a folder, which it makes. */
    static void unpack(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, String> entry : ENTRIES.entrySet()) {
            try (InputStream content = open(entry.getValue())) {
                Files.copy(content, folder.resolve(entry.getKey()));
            }
        }
    }

    /** The SHA-256 of each file's content, by the name that it gets. */
    static Map<String, String> digests() throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (Map.Entry<String, String> entry : ENTRIES.entrySet()) {
            try (InputStream content = open(entry.getValue())) {
                digests.put(entry.getKey(), sha256(content));
            }
        }
        return digests;
    }

    /** In hexadecimal. */
    static String sha256(InputStream content) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static InputStream open(String entry) throws IOException {
        InputStream content = ModelInJar.class.getResourceAsStream(entry);
        if (content == null) {
            throw new IOException("the jar with the model has no entry " + entry);
        }
        return content;
    }
}
