// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.images;

import io.xprim.models.scenarios.JavaPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The jlink of the running JDK, in a folder with the jars of some modules in {@code lib}. */
final class Linker {
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
    private static final String LINKS_ITSELF = "Linking from run-time image enabled";

    private final Path folder;

    private Linker(Path folder) {
        this.folder = folder;
    }

    static Linker with(Path folder, Collection<String> modules) throws IOException, InterruptedException {
        Path lib = Files.createDirectories(folder.resolve("lib"));
        for (Path jar : new JavaPath().of(modules)) {
            Files.copy(jar, lib.resolve(jar.getFileName()));
        }
        requireSomethingToLink(folder);
        return new Linker(folder);
    }

    /** Runs what the guide has under a name. */
    Run run(String name) throws IOException, InterruptedException {
        return Run.of(
                folder,
                Map.of("PATH", JAVA_HOME.resolve("bin").toString()),
                List.of("/bin/sh", "-eu", "-c", GuideCommand.named(name)));
    }

    /** Some distributions keep the modules to link in a package of their own; without them jlink fails in words that do not say so. */
    private static void requireSomethingToLink(Path folder) throws IOException, InterruptedException {
        if (Files.isDirectory(JAVA_HOME.resolve("jmods"))) {
            return;
        }
        Run help = Run.of(
                folder,
                Map.of(),
                List.of(JAVA_HOME.resolve("bin").resolve("jlink").toString(), "--help"));
        if (!help.output().contains(LINKS_ITSELF)) {
            throw new IllegalStateException("the JDK in " + JAVA_HOME + " can link no image: it has no folder jmods and"
                    + " cannot link from its own run-time image; add its jmods, or set JAVA_HOME to another JDK");
        }
    }
}
