// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks;

import io.xprim.models.benchmarks.compare.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things are.
 *
 * @param checkout the sources, with the launcher
 * @param folder what everything that is made is kept below
 */
record Workplace(Path checkout, Path folder) {
    /**
     * Takes both.
     *
     * @throws IOException if the folder cannot be used
     */
    static Workplace at(Path checkout, Path folder) throws IOException {
        if (folder.toString().matches(".*\\s.*")) {
            throw new IOException(
                    "white space in " + folder + ": not all that is compared can live with it; use --folder");
        }
        return new Workplace(checkout, folder);
    }

    /** A folder for one purpose, which is there. */
    Path room(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** What commands fill. */
    Path out() {
        return folder.resolve("out");
    }

    /** The JDK that runs everything. */
    static String javaHome() {
        return System.getProperty("java.home");
    }

    static String java() {
        return Path.of(javaHome(), "bin", "java").toString();
    }

    /**
     * Runs a command that is not measured.
     *
     * @throws IOException with what it printed, if it fails
     */
    static void prepare(Command command) throws IOException, InterruptedException {
        Process process = command.toBuilder().redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(command.line() + " ended with " + code + ": " + said);
        }
    }
}
