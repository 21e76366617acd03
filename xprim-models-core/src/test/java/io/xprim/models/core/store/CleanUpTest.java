// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nobody goes on with is cleared away a day later, by whoever changes the store next. */
class CleanUpTest {
    private static final ModelRef OTHER = ModelRef.parse("g/other:v");
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir
    private Path folder;

    private InstalledStore store;

    @BeforeEach
    void install() throws IOException {
        store = InstalledStore.in(folder);
        Files.deleteIfExists(store.base.resolve("cache/cleaned"));
    }

    /** A pull of another version that did not end. */
    private Path unfinished(Duration age) throws IOException {
        Path making = Files.createDirectories(store.base.resolve("g/other/.v.new"));
        Path metadata = Files.createDirectories(making.resolve(".test"));
        Files.writeString(metadata.resolve("manifest.json"), "{}");
        aged(Files.write(metadata.resolve("chunks"), new byte[3]), age);
        return making;
    }

    private static Path aged(Path file, Duration age) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    }

    private Path cached(Duration age) throws IOException {
        Path chunk = store.base.resolve("cache/chunks").resolve("0".repeat(64));
        Files.createDirectories(chunk.getParent());
        return aged(Files.writeString(chunk, "chunk"), age);
    }

    private void changeSomething(Instant when) {
        try (ModelManager manager = manager(when)) {
            manager.remove(InstalledStore.REF);
            manager.pull(InstalledStore.REF);
        }
    }

    private ModelManager manager(Instant when) {
        return store.manager(Clock.fixed(when, ZoneOffset.UTC));
    }

    @ParameterizedTest
    @CsvSource({"PT23H, true", "PT25H, false", "PT-23H, true", "PT-25H, false", "PT8760H, false", "PT-8760H, false"})
    @Tag("D15")
    void staysForADayAndNotForEverIfItsTimeIsInTheFuture(Duration age, boolean stays) throws IOException {
        Path making = unfinished(age);
        Path chunk = cached(age);

        changeSomething(NOW);

        assertThat(Files.exists(making)).isEqualTo(stays);
        assertThat(Files.exists(chunk)).isEqualTo(stays);
    }

    @Test
    @Tag("D19")
    void whatIsAtWorkStaysHoweverLongItTakes() throws IOException {
        Path making = unfinished(Duration.ofDays(3));
        Store over = store.over(new SystemFileOperations());
        try (VersionChange atWork = over.change(OTHER, Optional.of(Duration.ofSeconds(10)), new Cancellation())) {
            changeSomething(NOW);
            assertThat(atWork.entry()).isEmpty();
            assertThat(making.resolve(".test/chunks")).exists();
        }
    }

    @Test
    void isDoneOnceAnHour() throws IOException {
        changeSomething(NOW);
        Path making = unfinished(Duration.ofDays(2));
        changeSomething(NOW.plus(Duration.ofMinutes(59)));
        assertThat(making).exists();
        changeSomething(NOW.plus(Duration.ofMinutes(60)));
        assertThat(making).doesNotExist();
    }

    @Test
    @Tag("D15")
    void isDoneAlsoIfTheClockWentBack() throws IOException {
        changeSomething(NOW.plus(Duration.ofDays(365)));
        Path making = unfinished(Duration.ofDays(2));
        changeSomething(NOW);
        assertThat(making).doesNotExist();
    }

    @Test
    void whatWasPrunedOrPulledInVainLeavesNothingBehind() throws IOException {
        Files.createDirectories(store.base.resolve("g/other/.v.gone/sub"));
        changeSomething(NOW);
        assertThat(store.base.resolve("g/other")).doesNotExist();
    }

    @Test
    void aCachedChunkThatWasOfUseStaysForAnotherDay() throws IOException {
        Instant later = NOW.plus(Duration.ofHours(2));
        try (ModelManager manager = manager(NOW)) {
            manager.remove(InstalledStore.REF);
        }
        byte[] chunk = InstalledStore.MODEL.chunks().get(0);
        Path cached = store.base
                .resolve("cache/chunks")
                .resolve(InstalledStore.MODEL.chunkHashes().get(0));
        Files.createDirectories(cached.getParent());
        aged(Files.write(cached, chunk), Duration.ofDays(5));

        try (ModelManager manager = manager(later)) {
            assertThat(manager.pull(InstalledStore.REF).bytesReused()).isEqualTo(chunk.length);
        }

        assertThat(cached).exists();
        assertThat(Files.getLastModifiedTime(cached).toInstant()).isEqualTo(later);
    }

    @Test
    void aCleanUpThatFailsSpoilsNoChange() throws IOException {
        Files.createDirectories(store.base.resolve("cache/cleaned/in-the-way"));
        unfinished(Duration.ofDays(2));
        changeSomething(NOW);
        try (ModelManager manager = store.manager()) {
            assertThat(manager.verify(InstalledStore.REF).ok()).isTrue();
        }
    }
}
