// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xprim.models.StorageException;
import io.xprim.models.spi.PathPolicy;
import io.xprim.models.spi.PathPolicyProvider;
import io.xprim.models.testkit.suite.Background;
import io.xprim.models.testkit.suite.Suite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/** The contract of {@link io.xprim.models.spi.PathPolicy}. */
public final class PathSuites {
    private static final List<String> SYSTEMS = List.of("Linux", "Mac OS X", "Windows 11");

    private static final int THREADS = 8;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final PathPolicyProvider provider;
    private final Path root = Path.of("xprim-models-testkit").toAbsolutePath().resolve("nowhere");

    private PathSuites(PathPolicyProvider provider) {
        this.provider = provider;
    }

    /**
     * The suites for the policies of a provider, one for each operating system.
     *
     * @param limit how long each test may take
     */
    public static Stream<DynamicNode> of(PathPolicyProvider provider, Duration limit) {
        PathSuites suites = new PathSuites(provider);
        return SYSTEMS.stream().map(system -> suites.suite(system, limit));
    }

    private DynamicNode suite(String system, Duration limit) {
        return new Suite(system, limit)
                .test("the provider's id is a short name, always the same", this::id)
                .test("the folder is absolute", () -> absolute(system))
                .test("the folder is always the same", () -> deterministic(system))
                .test("threads that ask at once get the same folder", () -> threads(system))
                .test("each application has a folder of its own, none within another's", () -> applications(system))
                .test("the home directory that was given counts, not the JVM's", () -> injected(system))
                .test("asking makes no folder", () -> makesNothing(system))
                .test("the language of the JVM makes no difference", () -> languages(system))
                .test("without any place there is a storage error that says so", () -> noPlace(system))
                .node();
    }

    private void id() {
        assertTrue(provider.id().matches("[a-z0-9][a-z0-9-]{0,31}"), provider::id);
        assertEquals(provider.id(), provider.id());
    }

    private void absolute(String system) {
        Path folder = folder(system, "app");
        assertTrue(folder.isAbsolute(), folder::toString);
    }

    private void deterministic(String system) {
        PathPolicy policy = provider.open(Machine.withHome(system, root));
        assertEquals(policy.baseDirectory("app"), policy.baseDirectory("app"));
        assertEquals(policy.baseDirectory("app"), folder(system, "app"));
    }

    private void threads(String system) throws InterruptedException {
        PathPolicy policy = provider.open(Machine.withHome(system, root));
        Path expected = policy.baseDirectory("app");
        List<Background> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String other = "other" + i;
            threads.add(Background.start("asks", () -> {
                for (int round = 0; round < 1_000; round++) {
                    assertNotEquals(expected, policy.baseDirectory(other));
                    assertEquals(expected, policy.baseDirectory("app"));
                }
            }));
        }
        for (Background thread : threads) {
            assertEquals(Optional.empty(), thread.failureWithin(SOON));
        }
    }

    private void applications(String system) {
        List<Path> folders = Stream.of("app", "app2", "an.app", "a-p_p", "A" + "p".repeat(63))
                .map(name -> folder(system, name))
                .toList();
        for (Path one : folders) {
            long within =
                    folders.stream().filter(other -> other.startsWith(one)).count();
            assertEquals(1, within, () -> "folders within " + one + ", itself included: " + folders);
        }
    }

    /** The two machines differ in nothing but where the home directory is. */
    private void injected(String system) {
        Path one = folder(system, "app");
        Path other = provider.open(Machine.withHome(system, root.resolve("elsewhere")))
                .baseDirectory("app");
        assertNotEquals(one, other, "the folders for two home directories");
    }

    private void makesNothing(String system) {
        folder(system, "app");
        assertFalse(Files.exists(root));
        assertFalse(Files.exists(folder(system, "never-" + System.nanoTime())));
    }

    /** In Turkish the capital of i is not I. */
    private void languages(String system) {
        Path expected = folder(system, "app");
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertEquals(expected, folder(system, "app"));
            assertEquals(expected, folder(system.toUpperCase(Locale.ROOT), "app"));
        } finally {
            Locale.setDefault(before);
        }
    }

    private void noPlace(String system) {
        StorageException failure = assertThrows(
                StorageException.class,
                () -> provider.open(Machine.withoutHome(system)).baseDirectory("app"));
        assertFalse(String.valueOf(failure.getMessage()).isBlank());
    }

    private Path folder(String system, String application) {
        return provider.open(Machine.withHome(system, root)).baseDirectory(application);
    }
}
