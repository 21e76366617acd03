// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.fixtures.StoreReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has to be true of a store in which nothing is going on. */
final class StoreCheck {
    private StoreCheck() {}

    /** Everything that is listed verifies. */
    static void assertWhole(ModelManager manager) {
        assertThat(manager.listInstalled()).hasSameSizeAs(manager.installedRefs());
        for (ModelRef ref : manager.installedRefs()) {
            assertThat(manager.verify(ref).damaged()).as("%s", ref).isEmpty();
        }
    }

    /** Besides locks, what registry.json lists, and records of when that was verified there is nothing. */
    static void assertNothingElse(Path base, List<ModelRef> listed) throws IOException {
        Set<String> versions = listed.stream()
                .map(ref -> ref.group() + "/" + ref.model() + "/" + ref.version())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = new TreeSet<>(versions);
        versions.forEach(version -> expected.add(version.substring(0, version.lastIndexOf('/'))));
        versions.forEach(version -> expected.add(version.substring(0, version.indexOf('/'))));
        Set<String> records = new StoreReader(base).verifiedRecords();
        Set<String> found = new TreeSet<>();
        try (Stream<Path> paths = Files.walk(base, 3)) {
            paths.filter(path -> !path.equals(base))
                    .map(path -> base.relativize(path).toString().replace('\\', '/'))
                    .filter(path ->
                            !path.matches("registry\\.json(\\.lock)?|cache|cache/(chunks|cleaned|locks|verified)"))
                    .filter(path -> !path.matches("cache/locks/(locker|(probe|[0-9a-f]{64})\\.lock)"))
                    .filter(path -> !records.contains(path))
                    .forEach(found::add);
        }
        assertThat(found).isEqualTo(expected);
        for (String version : versions) {
            try (Stream<Path> metadata = Files.list(base.resolve(version).resolve(".test"))) {
                assertThat(metadata.map(path -> path.getFileName().toString()))
                        .as(version)
                        .containsExactlyInAnyOrder("manifest.json", "provenance.json");
            }
        }
    }

    /** No thread of a manager's runs, and no file of the store is open. */
    static void assertNothingLeaks(Path base) throws IOException, InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("test-models-")) {
                thread.join(10_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
        Path descriptors = Path.of("/proc/self/fd");
        if (Files.isDirectory(descriptors)) {
            assertThat(openBelow(descriptors, base.toRealPath())).isEmpty();
        }
    }

    /** A process has no file of the store open, as far as this machine tells. */
    static void assertHoldsNothing(long pid, Path base) throws IOException {
        Path descriptors = Path.of("/proc/" + pid + "/fd");
        if (Files.isDirectory(descriptors)) {
            assertThat(openBelow(descriptors, base.toRealPath())).isEmpty();
        }
    }

    private static Set<Path> openBelow(Path descriptors, Path base) throws IOException {
        Set<Path> open = new TreeSet<>();
        try (Stream<Path> all = Files.list(descriptors)) {
            for (Path descriptor : all.toList()) {
                try {
                    open.add(Files.readSymbolicLink(descriptor));
                } catch (IOException e) {
                    // Closed meanwhile: that of this listing, for one.
                }
            }
        }
        open.removeIf(file -> !file.startsWith(base));
        return open;
    }
}
