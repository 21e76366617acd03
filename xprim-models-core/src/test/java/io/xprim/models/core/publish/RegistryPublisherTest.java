// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.Cancellation;
import io.xprim.models.CancelledException;
import io.xprim.models.ModelRef;
import io.xprim.models.PublishException;
import io.xprim.models.PublishOptions;
import io.xprim.models.PublishResult;
import io.xprim.models.RegistryException;
import io.xprim.models.RegistryPublisher;
import io.xprim.models.core.store.NioFileLocker;
import io.xprim.models.fixtures.RegistryReader;
import io.xprim.models.spi.FileLocker;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class RegistryPublisherTest {
    private static final ModelRef REF = new ModelRef("g", "m", "1");
    private static final ModelRef NEXT = REF.withVersion("2");

    @TempDir
    Path work;

    private Path folder = Path.of("");
    private Path registry = Path.of("");

    @BeforeEach
    void makeAModel() throws IOException {
        registry = work.resolve("registry");
        folder = Trees.write(
                work.resolve("model"),
                Map.of("config.json", "{}".getBytes(UTF_8), "sub/weights.bin", "0123456789".getBytes(UTF_8)));
    }

    @Test
    void publishingAgainUnchangedWritesNothing() throws IOException {
        assertThat(publish(REF, small().build()).bytesWritten()).isEqualTo(12);
        Map<String, String> before = Trees.state(registry);
        assertThat(publish(REF, small().build()).bytesWritten()).isZero();
        assertThat(Trees.state(registry)).isEqualTo(before);
    }

    @Test
    void chunksThatAreThereAlreadyAreNotWrittenAgain() throws IOException {
        publish(REF, small().build());
        Files.writeString(folder.resolve("z"), "more");
        assertThat(publish(NEXT, small().build()).bytesWritten()).isEqualTo(4);
        assertReadable(REF, NEXT);
    }

    @Test
    void emptyFoldersAreLeftOut() throws IOException {
        Files.createDirectories(folder.resolve("empty/deeper"));
        publish(REF, small().build());
        assertThat(reader().files("g", "m", "1")).containsOnlyKeys("config.json", "sub/weights.bin");
    }

    @Test
    void aFolderWithoutFilesIsAModelWithoutFiles() throws IOException {
        folder = Files.createDirectory(work.resolve("empty"));
        PublishResult result = publish(REF, small().build());
        assertThat(result.fileCount()).isZero();
        assertThat(reader().files("g", "m", "1")).isEmpty();
    }

    @Test
    void aFolderMayBeNamedByALinkToIt() throws IOException {
        folder = Files.createSymbolicLink(work.resolve("link"), folder);
        publish(REF, small().build());
        assertReadable(REF);
    }

    @Test
    void aLinkOrASpecialFileInTheFolderIsRefusedByName() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("sub/link.bin"), folder.resolve("config.json"));
        assertRefused("sub/link.bin");
        Files.delete(link);
        Files.createSymbolicLink(folder.resolve("sub/link.bin"), folder.resolve("sub"));
        assertRefused("sub/link.bin");
        Files.delete(link);
        Files.createSymbolicLink(folder.resolve("sub/link.bin"), work.resolve("nowhere"));
        assertRefused("sub/link.bin");
        Files.delete(link);
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(folder.resolve("a.socket")));
            assertRefused("a.socket");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nul.txt", "con", "a:b", "a?b", "x ", "x.", "a\\b", "~x", "new\nline", "\u001b[2J", "a\u202eb"})
    void aNameThatCouldNotBeInstalledEverywhereIsRefusedByName(String name) throws IOException {
        Files.writeString(folder.resolve(name), "x");
        assertRefused(io.xprim.models.spi.SafeText.of(name));
    }

    @Test
    void aFolderThatApplicationsKeepForThemselvesIsRefused() throws IOException {
        Trees.write(folder, Map.of(".git/config", new byte[1]));
        assertRefused(".git/config");
    }

    @Test
    void namesThatDifferOnlyInCaseAreRefused() throws IOException {
        Trees.write(folder, Map.of("SUB/other", new byte[1]));
        assertRefused("sub/weights.bin");
    }

    @Test
    void whatIsNoFolderIsRefused() throws IOException {
        folder = folder.resolve("config.json");
        assertRefused("config.json");
        folder = work.resolve("nowhere");
        assertRefused("nowhere");
    }

    @Test
    void aRegistryInTheFolderIsRefused() throws IOException {
        Path original = folder;
        for (Path inside : List.of(original, original.resolve("registry"), original.resolve("sub/../sub/r"))) {
            registry = inside;
            assertRefused("registry");
        }
        Path link = Files.createSymbolicLink(work.resolve("link"), original);
        registry = link.resolve("sub/r");
        assertRefused("registry");
        registry = original.resolve("r");
        folder = link;
        assertRefused("registry");
        assertThat(original.resolve("r")).doesNotExist();
    }

    @Test
    void aFolderInTheRegistryOrBesideItIsNoProblem() throws IOException {
        registry = work.resolve("mod");
        publish(REF, small().build());
        registry = work;
        publish(REF, small().build());
        assertReadable(REF);
    }

    @Test
    void otherContentIsRefusedUnlessForced() throws IOException {
        publish(REF, small().build());
        String before = reader().manifestHash("g", "m", "1");
        Files.writeString(folder.resolve("config.json"), "{\"new\":1}");
        assertThatExceptionOfType(PublishException.class)
                .isThrownBy(() -> publish(REF, small().build()))
                .withMessageContainingAll("g/m 1", "force");
        assertThat(reader().manifestHash("g", "m", "1")).isEqualTo(before);
        publish(REF, small().force(true).build());
        assertThat(reader().manifestHash("g", "m", "1")).isNotEqualTo(before);
        assertReadable(REF);
    }

    @Test
    void anAliasIsSetAndMovedAndFollowsItsVersionWhenThatIsForced() throws IOException {
        assertThat(publish(REF, small().alias("latest").build()).alias()).contains("latest");
        assertAlias("1");
        Files.writeString(folder.resolve("config.json"), "[2]");
        publish(NEXT, small().alias("latest").build());
        assertAlias("2");
        Files.writeString(folder.resolve("config.json"), "[3]");
        publish(NEXT, small().force(true).build());
        assertAlias("2");
        assertReadable(REF, NEXT, REF.withVersion("latest"));
    }

    @Test
    void anAliasOfAnAliasFollowsTooWhenTheVersionIsForced() throws IOException {
        String old =
                publish(REF, small().alias("latest").build()).manifestHash().hex();
        Path index = registry.resolve("models.json");
        String alias = "\"stable\": {\"hash\": \"" + old + "\", \"alias_of\": \"latest\"}, \"latest\"";
        Files.writeString(index, Files.readString(index).replace("\"latest\"", alias));
        Files.writeString(folder.resolve("config.json"), "[2]");

        String forced = publish(REF, small().force(true).build()).manifestHash().hex();

        assertThat(reader().manifestHash("g", "m", "stable")).isEqualTo(forced).isNotEqualTo(old);
        assertThat(reader().aliasOf("g", "m", "stable")).contains("latest");
    }

    @Test
    void anAliasDoesNotTakeAVersionsNameNorAVersionAnAliass() throws IOException {
        publish(REF, small().alias("latest").build());
        Files.writeString(folder.resolve("config.json"), "[2]");
        assertThatExceptionOfType(PublishException.class)
                .isThrownBy(() -> publish(NEXT, small().alias("1").build()))
                .withMessageContaining("1");
        assertThatExceptionOfType(PublishException.class)
                .isThrownBy(() -> publish(REF.withVersion("latest"), small().build()))
                .withMessageContaining("latest");
        assertThatExceptionOfType(PublishException.class)
                .isThrownBy(() -> publish(NEXT, small().alias("2").force(true).build()))
                .withMessageContaining("2");
        assertThat(reader().versions("g", "m")).containsExactlyInAnyOrder("1", "latest");
    }

    @Test
    void metadataIsKeptUntilOtherMetadataIsGiven() throws IOException {
        publish(REF, small().metadata("license", "MIT").metadata("a", "ü").build());
        publish(REF, small().build());
        assertThat(reader().metadata("g", "m", "1")).isEqualTo(Map.of("license", "MIT", "a", "ü"));
        publish(REF, small().metadata("license", "Apache-2.0").build());
        assertThat(reader().metadata("g", "m", "1")).isEqualTo(Map.of("license", "Apache-2.0"));
    }

    @Test
    void whatIsNotUnderstoodInTheIndexStaysAsItIs() throws IOException {
        Files.createDirectories(registry);
        String foreign =
                "\"$note\":[1,{\"x\":null}],\"bad\":{\"m\":7},\"g\":{\"m\":{\"0\":{\"hash\":\"?\",\"new\":1.50}}}";
        Files.writeString(registry.resolve("models.json"), "{" + foreign + "}");
        publish(REF, small().build());
        assertThat(Files.readString(registry.resolve("models.json")).replaceAll("\\s", ""))
                .startsWith(
                        "{\"$note\":[1,{\"x\":null}],\"bad\":{\"m\":7},\"g\":{\"m\":{\"0\":{\"hash\":\"?\",\"new\":1.50},\"1\":");
        assertReadable(REF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{} x", "{\"g\":{},\"g\":{}}"})
    void aMalformedIndexIsRefusedAndNotReplaced(String index) throws IOException {
        Files.createDirectories(registry);
        Files.writeString(registry.resolve("models.json"), index);
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> publish(REF, small().force(true).build()))
                .withMessageContaining("models.json");
        assertThat(registry.resolve("models.json")).hasContent(index);
        assertThat(Trees.temporaries(registry)).isEmpty();
    }

    @Test
    void aChunkThatIsDamagedIsReplaced() throws IOException {
        publish(REF, small().build());
        for (String hash : reader().chunkHashes("g", "m", "1")) {
            Path chunk = registry.resolve("data").resolve(hash);
            byte[] content = Files.readAllBytes(chunk);
            content[0] ^= 1;
            Files.write(chunk, content);
        }
        Files.write(registry.resolve("data").resolve(reader().manifestHash("g", "m", "1")), new byte[3]);
        publish(REF, small().build());
        assertReadable(REF);
    }

    @Test
    void aChunkOfTheWrongSizeIsReplacedEvenIfWhatIsThereIsTrusted() throws IOException {
        publish(REF, small().build());
        String hash = reader().chunkHashes("g", "m", "1").get(0);
        Path chunk = registry.resolve("data").resolve(hash);
        byte[] content = Files.readAllBytes(chunk);
        Files.write(chunk, new byte[2]);
        publish(REF, small().trustExisting(true).build());
        assertThat(chunk).hasBinaryContent(content);
        Files.write(chunk, new byte[content.length]);
        publish(REF, small().trustExisting(true).build());
        assertThat(chunk).hasBinaryContent(new byte[content.length]);
        publish(REF, small().build());
        assertThat(chunk).hasBinaryContent(content);
    }

    @Test
    void aPublicationThatIsCancelledBeforeItBeginsChangesNothing() throws IOException {
        publish(REF, small().build());
        Map<String, String> before = Trees.state(registry);
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(
                        () -> publish(NEXT, small().cancellation(cancellation).build()));
        Files.delete(folder.resolve("config.json"));
        Files.write(folder.resolve("sub/weights.bin"), new byte[0]);
        assertThatExceptionOfType(CancelledException.class)
                .as("without a byte to read")
                .isThrownBy(
                        () -> publish(NEXT, small().cancellation(cancellation).build()));
        assertThat(reader().versions("g", "m")).containsExactly("1");
        assertThat(Trees.state(registry)).containsAllEntriesOf(before);
        assertThat(Trees.temporaries(registry)).isEmpty();
    }

    @Test
    void cancellingEndsTheWaitForAnotherPublication() throws Exception {
        Files.createDirectories(registry.resolve("data"));
        Cancellation cancellation = new Cancellation();
        try (FileLocker locker = new NioFileLocker("filelock");
                FileLocker.FileLock ignored = locker.acquire(
                                registry.toAbsolutePath().resolve("models.json.lock"),
                                Duration.ZERO,
                                new Cancellation())
                        .orElseThrow()) {
            FutureTask<PublishResult> publication = new FutureTask<>(
                    () -> publish(REF, small().cancellation(cancellation).build()));
            new Thread(publication).start();
            while (dataFiles() < 5 && !publication.isDone()) {
                Thread.onSpinWait();
            }
            cancellation.cancel();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(publication::get)
                    .withCauseInstanceOf(CancelledException.class);
        }
        assertThat(registry.resolve("models.json")).doesNotExist();
    }

    @Test
    void publicationsAtTheSameTimeLoseNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                ModelRef ref = REF.withVersion("v" + i);
                ends.add(threads.submit(() -> publish(ref, small().build())));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(reader().versions("g", "m")).hasSize(12);
        assertThat(Trees.temporaries(registry)).isEmpty();
    }

    /** Chunks of three bytes: four distinct ones for the model, and a manifest. */
    private static PublishOptions.Builder small() {
        return PublishOptions.builder().chunkSize(3);
    }

    private long dataFiles() throws IOException {
        try (Stream<Path> files = Files.list(registry.resolve("data"))) {
            return files.filter(file -> file.getFileName().toString().length() == 64)
                    .count();
        }
    }

    private PublishResult publish(ModelRef ref, PublishOptions options) {
        return RegistryPublisher.to(registry).publish(folder, ref, options);
    }

    private RegistryReader reader() {
        return new RegistryReader(registry);
    }

    private void assertRefused(String named) throws IOException {
        assertThatExceptionOfType(PublishException.class)
                .isThrownBy(() -> publish(REF, small().build()))
                .withMessageContaining(named)
                .withMessageStartingWith("publish g/m 1: ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}"));
        assertThat(registry.resolve("models.json")).doesNotExist();
    }

    private void assertAlias(String version) throws IOException {
        assertThat(reader().aliasOf("g", "m", "latest")).contains(version);
        assertThat(reader().manifestHash("g", "m", "latest")).isEqualTo(reader().manifestHash("g", "m", version));
    }

    private void assertReadable(ModelRef... refs) throws IOException {
        for (ModelRef ref : refs) {
            assertThat(reader().files(ref.group(), ref.model(), ref.version())).containsKey("config.json");
        }
    }
}
