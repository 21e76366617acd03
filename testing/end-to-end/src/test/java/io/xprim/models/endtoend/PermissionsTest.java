// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xprim.models.fixtures.SampleModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what with what a pull makes, by the umask of the process. */
@Timeout(120)
final class PermissionsTest {
    private static final int SET_GROUP_ID = 02000;

    @TempDir
    private Path base;

    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        assumeTrue(Files.getFileStore(base).supportsFileAttributeView("posix"), "there are no modes here");
        sandbox = new Sandbox(base)
                .with(new SampleModel()
                        .file("run.sh", "#!/bin/sh\nexit 1\n")
                        .file("bin/tool.exe", "MZ")
                        .file("model.pkl", "cos\nsystem\n")
                        .file("empty", ""));
    }

    @AfterEach
    void close() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @ParameterizedTest
    @Tag("M30")
    @Tag("P07")
    @CsvSource({
        "022,rw-r--r--,rwxr-xr-x",
        "077,rw-------,rwx------",
        "002,rw-rw-r--,rwxrwxr-x",
        "000,rw-rw-r--,rwxrwxr-x"
    })
    void whatIsMadeHasTheModesThatTheUmaskLeavesAndNobodyElseMayWrite(String umask, String file, String folder)
            throws Exception {
        pull(umask);

        assertThat(modes(path -> !Files.isDirectory(path))).containsExactly(file);
        assertThat(modes(path -> Files.isDirectory(path) && !path.equals(base))).containsExactly(folder);
        assertThat(base.resolve("registry.json")).exists();
    }

    /** In such a folder what is made belongs to the folder's group, whoever makes it. */
    @Test
    @Tag("P07")
    void aFolderOfAGroupPassesItsGroupOn() throws Exception {
        int mode = (Integer) Files.getAttribute(base, "unix:mode");
        Files.setAttribute(base, "unix:mode", (mode & 07777) | SET_GROUP_ID);

        pull("002");

        try (Stream<Path> all = Files.walk(base)) {
            for (Path path : all.toList()) {
                int made = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
                assertThat((made & SET_GROUP_ID) != 0).as(path.toString()).isEqualTo(Files.isDirectory(path));
                assertThat(made & 05000).as("no other special bit").isZero();
            }
        }
    }

    /** Whoever shares a store may have given its list to a group. */
    @Test
    @Tag("P07")
    void theListKeepsTheModeThatItHas() throws Exception {
        Path list = Files.writeString(base.resolve("registry.json"), "{}");
        Files.setPosixFilePermissions(list, PosixFilePermissions.fromString("rw-rw----"));

        pull("077");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(list)))
                .isEqualTo("rw-rw----");
    }

    private void pull(String umask) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "umask " + umask + " && exec \"$@\"", "sh"));
        ProcessBuilder program = Programs.prepare(PullProcess.class, sandbox, "g/m:v");
        command.addAll(program.command());
        Process process = program.command(command).inheritIO().start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).as("it ends").isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private Set<String> modes(Predicate<Path> which) throws IOException {
        Set<String> modes = new TreeSet<>();
        try (Stream<Path> all = Files.walk(base)) {
            for (Path path : all.filter(which).toList()) {
                modes.add(
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)));
            }
        }
        return modes;
    }
}
