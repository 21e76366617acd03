// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.Cancellation;
import io.xprim.models.InstalledModel;
import io.xprim.models.ModelManager;
import io.xprim.models.PullOptions;
import io.xprim.models.RegistryException;
import io.xprim.models.Sha256;
import io.xprim.models.VerifyOptions;
import io.xprim.models.core.format.LastVerified;
import io.xprim.models.core.registry.RecordingLogger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a version was last verified. */
class VerifiedRecordsTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final VerifyOptions REPAIR =
            VerifyOptions.builder().repair(true).build();

    private final RecordingLogger logger = new RecordingLogger();

    @TempDir
    private Path folder;

    private InstalledStore store;
    private Path records = Path.of("");
    private Path record = Path.of("");
    private Path temporary = Path.of("");

    @BeforeEach
    void install() throws IOException {
        store = InstalledStore.in(folder);
        StorePaths paths = new StorePaths(store.base, "test");
        records = paths.verified();
        record = paths.verified(InstalledStore.REF);
        temporary = paths.verifiedTemporary(InstalledStore.REF);
    }

    private ModelManager manager(Instant now) {
        return store.manager(Clock.fixed(now, ZoneOffset.UTC));
    }

    private void verify(Instant now) {
        try (ModelManager manager = manager(now)) {
            manager.verify(InstalledStore.REF);
        }
    }

    private Optional<Instant> lastVerified() {
        return lastVerified(NOON);
    }

    private Optional<Instant> lastVerified(Instant now) {
        try (ModelManager manager = manager(now)) {
            return manager.getInstalled(InstalledStore.REF).lastVerified();
        }
    }

    private void damage() throws IOException {
        Files.write(store.version().resolve("a.bin"), new byte[2500]);
    }

    private static Map<String, String> tree(Path folder) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                String content = Files.isRegularFile(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : "/";
                tree.put(folder.relativize(path) + " of " + Files.getLastModifiedTime(path), content);
            }
        }
        return tree;
    }

    @Test
    void isKeptOutsideOfTheVersionWhichStaysAsItWasInstalled() throws IOException {
        Map<String, String> before = tree(store.version());
        assertThat(lastVerified()).isEmpty();

        verify(NOON.plusMillis(1234));
        assertThat(lastVerified()).contains(NOON.plusSeconds(1));
        verify(NOON.plusSeconds(60));
        assertThat(lastVerified()).contains(NOON.plusSeconds(60));

        assertThat(records).isDirectoryContaining(record::equals).isDirectoryNotContaining("glob:**.tmp");
        assertThat(tree(store.version())).isEqualTo(before);
    }

    @Test
    void isNotWhenDamageWasFound() throws IOException {
        verify(NOON);
        damage();
        verify(NOON.plusSeconds(1));
        assertThat(lastVerified()).isEmpty();
        assertThat(record).doesNotExist();
    }

    @Test
    void isWhenTheDamageWasMended() throws IOException {
        damage();
        Files.delete(store.version().resolve(".test/manifest.json"));
        try (ModelManager manager = manager(NOON)) {
            assertThat(manager.verify(InstalledStore.REF, REPAIR).repaired()).isTrue();
            assertThat(manager.getInstalled(InstalledStore.REF).lastVerified()).contains(NOON);
        }
    }

    @Test
    void isNotWhenTheDamageCouldNotBeMended() throws IOException {
        verify(NOON);
        damage();
        new WholeFiles(new SystemFileOperations()).deleteTree(folder.resolve("registry"));
        try (ModelManager manager = manager(NOON)) {
            assertThatThrownBy(() -> manager.verify(InstalledStore.REF, REPAIR)).isInstanceOf(RegistryException.class);
        }
        assertThat(lastVerified()).isEmpty();
    }

    @Test
    void isNotWhenTheManifestIsLost() throws IOException {
        verify(NOON);
        Path manifest = store.version().resolve(".test/manifest.json");
        byte[] kept = Files.readAllBytes(manifest);
        Files.writeString(manifest, "{}");
        verify(NOON);
        Files.write(manifest, kept);
        assertThat(lastVerified()).isEmpty();
    }

    @Test
    void goesWithTheVersionThatIsReplacedOrRemoved() {
        try (ModelManager manager = manager(NOON)) {
            manager.verify(InstalledStore.REF);
            manager.pull(InstalledStore.REF, PullOptions.builder().force(true).build());
            assertThat(record).doesNotExist();

            manager.verify(InstalledStore.REF);
            assertThat(record).exists();
            manager.remove(InstalledStore.REF);
            assertThat(record).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofAnotherInstallationSaysNothing(boolean sameManifest) throws Exception {
        verify(NOON);
        LastVerified own = LastVerified.read(Files.readAllBytes(record));
        LastVerified other = sameManifest
                ? new LastVerified(own.manifest(), own.installedAt().minusSeconds(1), NOON)
                : new LastVerified(new Sha256("0".repeat(64)), own.installedAt(), NOON);
        Files.write(record, other.toBytes());
        assertThat(lastVerified()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\u0000\u0000\u0000",
                "{}",
                "{\"manifest_hash\": 1}",
                "{\"manifest_hash\": \"\", \"installed_at\": 1}",
                "{\"manifest_hash\": \"\", \"installed_at\": \"\", \"verified_at\": 1}",
                "{\"manifest_hash\": \"\", \"installed_at\": \"\", \"verified_at\": \"\"}",
                "{\"manifest_hash\": \"\", \"installed_at\": \"\", \"verified_at\": \"2026-01-02T03:04:05Z\"}"
            })
    void thatIsNoneSaysNothing(String document) throws IOException {
        Files.writeString(Files.createDirectories(records).resolve(record.getFileName()), document);
        assertThat(lastVerified()).isEmpty();
        verify(NOON);
        assertThat(lastVerified()).contains(NOON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1000000000-12-31T23:59:59Z",
                "-1000-01-01T00:00:00Z",
                "2026-06-01T12:00:00.5Z",
                "yesterday, at 12:00Z"
            })
    void atATimeThatIsNoneSaysNothing(String time) throws IOException {
        verify(NOON);
        Files.writeString(record, Files.readString(record).replace(NOON.toString(), time));
        assertThat(lastVerified()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT-8760H, true", "PT23H, true", "PT24H, false", "PT8760H, false"})
    void inTheFarFutureSaysNothing(Duration later, boolean believed) {
        verify(NOON.plus(later));
        assertThat(lastVerified().isPresent()).isEqualTo(believed);
    }

    @Test
    void thatIsTooLongOrNoFileSaysNothing() throws IOException {
        verify(NOON);
        byte[] document = Files.readAllBytes(record);
        Files.writeString(record, " ".repeat(5000), StandardOpenOption.APPEND);
        assertThat(lastVerified()).isEmpty();

        Path elsewhere = Files.write(folder.resolve("elsewhere"), document);
        Files.delete(record);
        Files.createSymbolicLink(record, elsewhere);
        assertThat(lastVerified()).isEmpty();
        verify(NOON);
        assertThat(lastVerified()).contains(NOON);
        assertThat(elsewhere).hasBinaryContent(document);

        Files.delete(record);
        Files.createDirectory(record);
        assertThat(lastVerified()).isEmpty();
    }

    private Store over(WatchedFileOperations.Watch watch) {
        return new Store(
                store.base,
                "test",
                new WatchedFileOperations(watch),
                new NioFileLocker("filelock"),
                Clock.fixed(NOON, ZoneOffset.UTC),
                new Random(),
                logger);
    }

    private static VersionChange change(Store over) throws IOException {
        return over.change(InstalledStore.REF, Optional.of(Duration.ofSeconds(10)), new Cancellation());
    }

    /** What is done to the record fails. */
    private void recordAndForget(IOException failure) throws IOException {
        verify(NOON.minusSeconds(1));
        try (Store over = over(step -> {
                    boolean changes =
                            step.name().equals("create") || step.name().equals("delete");
                    if (changes && step.path().startsWith(records)) {
                        throw failure;
                    }
                });
                VersionChange change = change(over)) {
            change.recordVerified();
            change.forgetVerified();
            assertThat(over.getDetailed(InstalledStore.REF, new Cancellation()).lastVerified())
                    .contains(NOON.minusSeconds(1));
        }
    }

    @Test
    void thatCannotBeWrittenIsAWarning() throws IOException {
        recordAndForget(new FileSystemException(record.toString(), null, "No space left on device"));
        assertThat(logger.messages(System.Logger.Level.WARNING))
                .containsExactly(
                        "verified g/m v, but could not record when",
                        "could not delete the record of when g/m v was last verified");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void inAStoreThatMayOnlyBeReadIsNotRecordedAndNoWarning(boolean denied) throws IOException {
        recordAndForget(
                denied
                        ? new AccessDeniedException(record.toString())
                        : new FileSystemException(record.toString(), null, "Read-only file system"));
        assertThat(logger.messages(System.Logger.Level.WARNING)).isEmpty();
        assertThat(logger.messages(System.Logger.Level.DEBUG)).contains("verified g/m v, but could not record when");
    }

    @Test
    void isNotLookedForByThoseWhoListModels() throws IOException {
        verify(NOON);
        Set<Path> looked = new HashSet<>();
        try (Store over = over(step -> looked.add(step.path()))) {
            assertThat(over.list(new Cancellation()))
                    .extracting(InstalledModel::lastVerified)
                    .containsExactly(Optional.empty());
            assertThat(over.get(InstalledStore.REF, new Cancellation()).registry())
                    .isEmpty();
            assertThat(looked).isNotEmpty().noneMatch(this::isDetail);

            assertThat(over.getDetailed(InstalledStore.REF, new Cancellation()).lastVerified())
                    .contains(NOON);
            assertThat(looked).anyMatch(this::isDetail);
        }
    }

    private boolean isDetail(Path path) {
        return path.startsWith(records) || path.endsWith(StorePaths.PROVENANCE);
    }

    @Test
    void ofWhatIsNotInstalledIsClearedAwayAndSoIsOneThatWasNotFinished() throws IOException {
        verify(NOON);
        Path stale = Files.writeString(records.resolve("0".repeat(64)), "stale");
        Path staleTemporary = Files.writeString(records.resolve("0".repeat(64) + ".tmp"), "stale");
        Files.writeString(temporary, "unfinished");
        try (ModelManager manager = manager(NOON)) {
            assertThat(manager.prune().entries()).isEqualTo(3);
            assertThat(manager.prune().entries()).isZero();
        }
        assertThat(stale).doesNotExist();
        assertThat(staleTemporary).doesNotExist();
        assertThat(temporary).doesNotExist();
        assertThat(lastVerified()).contains(NOON);
    }

    @Test
    void thatWasNotFinishedStaysWhileItsReferenceIsLocked() throws IOException {
        Files.writeString(Files.createDirectories(records).resolve(temporary.getFileName()), "under way");
        try (Store over = over(step -> {});
                VersionChange atWork = change(over);
                ModelManager manager = manager(NOON)) {
            manager.prune();
            assertThat(temporary).exists();
            atWork.recordVerified();
        }
        assertThat(lastVerified()).contains(NOON);
    }

    @Test
    void isNotClearedAwayThroughALink() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("mine"), "mine");
        Files.createSymbolicLink(records, elsewhere);
        try (ModelManager manager = manager(NOON)) {
            manager.prune();
        }
        assertThat(elsewhere.resolve("mine")).exists();
    }
}
