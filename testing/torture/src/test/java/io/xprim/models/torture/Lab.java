// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.PullOptions;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import io.xprim.models.fixtures.StoreReader;
import io.xprim.models.testkit.fault.FaultServer;
import io.xprim.models.testkit.fault.NetworkFault;
import io.xprim.models.testkit.fault.RecordedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A registry behind a server, and a store with something to lose: a model that nobody touches, an entry and a member that nobody
 * understands. Besides there is the target, of which the registry has one of two contents. Not thread-safe.
 */
final class Lab implements AutoCloseable {
    static final String APPLICATION = "xprim";
    static final String TARGET = "t/m/v";
    static final ModelRef TARGET_REF = ModelRef.parse("t/m:v");

    private static final String CONTROL = "keep/control/v";
    private static final ModelRef CONTROL_REF = ModelRef.parse("keep/control:v");
    private static final String UNKNOWN =
            "{\"thing\": {\"1\": {\"shape\": \"of another kind\", \"numbers\": [1, 2.50, null]}}}";
    private static final SampleModel CONTROL_CONTENT = new SampleModel().randomFile("f", 5000, 99);
    private static final String MEMBER = "of_another";
    private static final int CHUNK = 64 * 1024;

    private final Path folder;
    private final Path store;
    private final FaultServer server;
    private final Program program;
    private final SampleModel first;
    private final SampleModel second;
    private SampleModel offered;
    private Optional<String> controlEntry = Optional.empty();
    private Optional<String> unknownEntry = Optional.empty();
    private Optional<String> targetMember = Optional.empty();
    private int requestsSeen;

    /** Makes a store in a folder of the lab's own. */
    Lab(Path folder) throws IOException {
        this(folder, folder.resolve("store"));
    }

    /** Makes a store where one is wanted. */
    Lab(Path folder, Path store) throws IOException {
        this(folder, store, content(1), content(2));
    }

    /**
     * Makes a store.
     *
     * @param folder for what is kept if it fails
     * @param store where the store is to be; nothing is there
     * @param first the content that the registry has at first
     * @param second the one that it has after an update
     */
    Lab(Path folder, Path store, SampleModel first, SampleModel second) throws IOException {
        this.folder = folder;
        this.store = store;
        server = FaultServer.start();
        program = new Program(folder.resolve("logs"));
        this.first = first;
        this.second = second;
        offered = first;
        offer(first);
        plant();
    }

    /** One of the contents of the target: files large and small, in folders, empty; with a chunk that comes twice. */
    private static SampleModel content(long seed) {
        byte[] twice = new byte[2 * CHUNK];
        Arrays.fill(twice, (byte) 7);
        return new SampleModel()
                .file("twice.bin", twice)
                .randomFile("weights.bin", 12 * CHUNK + 1000, seed)
                .randomFile("config/a.json", 300, seed + 1000)
                .file("config/empty", "")
                .randomFile("config/deep/b.bin", 3 * CHUNK, 5)
                .chunkSize(CHUNK);
    }

    private void offer(SampleModel content) {
        offered = content;
        server.serve(new SampleRegistry()
                .add("t", "m", "v", content)
                .add("keep", "control", "v", CONTROL_CONTENT)
                .toMap());
    }

    SampleModel first() {
        return first;
    }

    /** The registry has other content from now on. */
    void update() {
        offer(second);
    }

    SampleModel offered() {
        return offered;
    }

    Program program() {
        return program;
    }

    FaultServer server() {
        return server;
    }

    Path store() {
        return store;
    }

    Path folder() {
        return folder;
    }

    StoreReader reader() {
        return new StoreReader(store);
    }

    /** Makes every chunk take its time, so that a pull lasts some 100s of milliseconds. */
    void slowDown() {
        pace(new NetworkFault.Slow(16 * 1024, Duration.ofMillis(12)));
    }

    void speedUp() {
        pace(new NetworkFault.None());
    }

    private void pace(NetworkFault pace) {
        offered.chunkHashes().forEach(hash -> server.always("/data/" + hash, pace));
    }

    /** Starts the command line on the store and the registry. */
    Running start(String... arguments) throws IOException {
        return start(List.of(), arguments);
    }

    Running start(List<String> prefix, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data-dir", store.toString(), "--progress", "none"));
        if (!List.of("remove", "prune", "list").contains(arguments[0])) {
            all.addAll(List.of("--registry", server.uri() + "/"));
        }
        return program.start(prefix, all);
    }

    Running.Ended run(String... arguments) throws IOException, InterruptedException {
        try (Running running = start(arguments)) {
            return running.await();
        }
    }

    /** A manager in this JVM, to prepare and to look. */
    ModelManager manager() {
        return manager(store);
    }

    ModelManager manager(Path ofStore) {
        return ModelManager.builder(APPLICATION)
                .registry(server.uri().toString())
                .dataDirectory(ofStore)
                .environment(Map.of())
                .transport("urlconnection")
                .build();
    }

    /** Installs the target, and has its entry hold what nobody understands. */
    void installTarget() throws IOException {
        install(TARGET_REF);
        plantMember();
        targetMember = reader().member("t", "m", "v", MEMBER);
    }

    private void install(ModelRef ref) {
        try (ModelManager manager = manager()) {
            manager.pull(ref, PullOptions.builder().durable(false).build());
        }
    }

    private void plant() throws IOException {
        install(CONTROL_REF);
        plantMember();
        Path registry = store.resolve("registry.json");
        String text = Files.readString(registry);
        int start = text.indexOf('{') + 1;
        Files.writeString(
                registry, text.substring(0, start) + "\"another\": " + UNKNOWN + ", " + text.substring(start));
        controlEntry = reader().member("keep", "control", "v");
        unknownEntry = reader().member("another", "thing", "1");
    }

    /** To the last entry, for the names are sorted. */
    private void plantMember() throws IOException {
        Path registry = store.resolve("registry.json");
        String text = Files.readString(registry);
        int entry = text.lastIndexOf("\"manifest_hash\"");
        Files.writeString(
                registry, text.substring(0, entry) + "\"" + MEMBER + "\": {\"kept\": true}, " + text.substring(entry));
    }

    /** All that was there before is there, and every listed version has every byte. */
    void requireNothingLost() throws IOException {
        requireKept(reader());
        reader().requireWhole();
    }

    /** All that was there before is there. */
    void requireKept(StoreReader found) throws IOException {
        require(found.listed().containsKey(CONTROL), "the control model is not listed any more");
        require(found.member("keep", "control", "v").equals(controlEntry), "the control model's entry has changed");
        require(found.member("another", "thing", "1").equals(unknownEntry), "the unknown entry has changed");
        require(
                targetMember.isEmpty()
                        || !found.listed().containsKey(TARGET)
                        || targetMember.equals(found.member("t", "m", "v", MEMBER)),
                "the unknown member of the target's entry has changed");
    }

    /** Besides what is listed there is nothing in the folders of the models, once cleared away. */
    void requireNothingElse() throws IOException {
        try (ModelManager manager = manager()) {
            manager.prune();
        }
        Set<String> records = reader().verifiedRecords();
        for (Path path : Trees.all(store)) {
            String name = store.relativize(path).toString().replace('\\', '/');
            boolean leftover = name.matches("(.*/)?\\.[^/]+\\.(new|old|gone)|registry\\.json\\.tmp-.*|.*/repair-[^/]*");
            require(!leftover, name + " is left over");
            require(
                    !name.startsWith("cache/verified/") || records.contains(name),
                    name + " is the record of nothing that is listed");
            boolean version = name.matches("[^/]+/[^/]+/[^/.][^/]*") && !name.startsWith("cache/");
            require(!version || reader().listed().containsKey(name), name + " is there and not listed");
        }
    }

    /** Which data was asked for since the last call of this. */
    List<String> newRequests() {
        List<RecordedRequest> all = server.requests();
        List<String> data = all.subList(requestsSeen, all.size()).stream()
                .map(RecordedRequest::path)
                .filter(path -> path.startsWith("/data/"))
                .map(path -> path.substring("/data/".length()))
                .toList();
        requestsSeen = all.size();
        return data;
    }

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
