// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.StorageException;
import io.xprim.models.VerificationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Random;

/** A small model to try things with: always the same files with the same bytes. */
final class DemoSample {
    private static final long SEED = 20_261_120L;
    private static final int BLOCK = 1 << 20;
    private static final int WEIGHT_BLOCKS = 24;
    private static final String WEIGHTS = "model.safetensors";
    private static final List<String> FILES = List.of("README.md", "config/model.json", "special_tokens.txt", WEIGHTS);

    private final Path folder;

    DemoSample(Path folder) {
        this.folder = folder;
    }

    int fileCount() {
        return FILES.size();
    }

    /** Writes the files; what is there already is written over. */
    void write() {
        try {
            Files.createDirectories(folder.resolve("config"));
            write("README.md", "A sample model of pseudo-random bytes, made by a demonstration.\n");
            write("config/model.json", "{\"architecture\": \"sample\", \"layers\": 2}\n");
            write("special_tokens.txt", "");
            writeWeights();
        } catch (IOException e) {
            throw new StorageException("demo: write the sample to " + folder + ": " + e, e);
        }
    }

    /**
     * Compares.
     *
     * @throws VerificationException if a file below {@code installed} differs from the sample's
     */
    void verify(Path installed) {
        for (String file : FILES) {
            try {
                if (!MessageDigest.isEqual(digest(folder.resolve(file)), digest(installed.resolve(file)))) {
                    throw new VerificationException(
                            "demo: verify: " + installed.resolve(file) + " differs from " + folder.resolve(file));
                }
            } catch (IOException e) {
                throw new StorageException("demo: verify " + installed.resolve(file) + ": " + e, e);
            }
        }
    }

    private void write(String file, String text) throws IOException {
        Files.write(folder.resolve(file), text.getBytes(StandardCharsets.UTF_8));
    }

    private void writeWeights() throws IOException {
        Random random = new Random(SEED);
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(folder.resolve(WEIGHTS))) {
            for (int i = 0; i < WEIGHT_BLOCKS; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
    }

    private static byte[] digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[BLOCK];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                sha256.update(block, 0, read);
            }
            return sha256.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
