// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelRef;
import io.xprim.models.PublishOptions;
import io.xprim.models.Sha256;
import io.xprim.models.core.format.Digests;
import io.xprim.models.core.publish.Publication;
import io.xprim.models.core.store.PowerCut;
import io.xprim.models.core.store.SimulatedDisk;
import io.xprim.models.core.store.WholeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;

/** A version published beside another one: the index is the old or the new, and all that it leads to is there. */
final class PublishCase implements UseCase {
    private static final String INDEX = "models.json";
    private static final int CHUNK = 100;

    private final Path source;
    private final Path registry;
    private final SimulatedDisk before;
    private final State old;
    private final State wanted;

    /** An index, and the names of the manifests and chunks that it leads to. */
    private record State(String index, Set<String> data) {}

    /** Publishes on a disk of its own; only the lock of the index is a file in the folder. */
    PublishCase(Path folder) throws IOException {
        Path root = folder.resolve("disk");
        source = root.resolve("source");
        registry = Files.createDirectories(root.resolve("registry"));
        SimulatedDisk disk = new SimulatedDisk(root, StoreProcess.NOW);
        new WholeFiles(disk).createDirectories(source.resolve("sub"));
        write(disk, "a.bin", random(250, 1));
        publish(disk, "1");
        write(disk, "a.bin", random(330, 2));
        write(disk, "empty", new byte[0]);
        write(disk, "sub/b.bin", random(150, 3));
        before = disk.afterPowerCut(change -> PowerCut.Fate.KEPT);
        old = state(before);
        SimulatedDisk done = before.copy();
        run(done);
        wanted = state(done);
    }

    private static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private void write(SimulatedDisk disk, String path, byte[] content) throws IOException {
        new WholeFiles(disk).deleteTree(source.resolve(path));
        new WholeFiles(disk).create(source.resolve(path), content, true);
    }

    @Override
    public SimulatedDisk before() {
        return before;
    }

    @Override
    public boolean run(SimulatedDisk disk) throws IOException {
        publish(disk, "2");
        return true;
    }

    private void publish(SimulatedDisk disk, String version) throws IOException {
        PublishOptions options =
                PublishOptions.builder().chunkSize(CHUNK).alias("latest").build();
        Random random = new Random(System.identityHashCode(options));
        new Publication(registry, disk, random, options, new Cancellation())
                .publish(source, new ModelRef("g", "m", version));
    }

    @Override
    public int waysToRecover() {
        return 1;
    }

    @Override
    public boolean recover(SimulatedDisk disk, int way) throws IOException {
        return run(disk);
    }

    @Override
    public void check(SimulatedDisk disk, boolean done) throws IOException {
        holds(disk, index(disk).equals(wanted.index()) || done ? wanted : old);
        run(disk);
        holds(disk, wanted);
        holds(disk.afterPowerCut(change -> PowerCut.Fate.LOST), wanted);
    }

    private void holds(SimulatedDisk disk, State state) {
        assertThat(index(disk)).as(INDEX).isEqualTo(state.index());
        Map<String, byte[]> data = disk.tree(registry.resolve("data"));
        assertThat(data.keySet()).as("manifests and chunks").containsAll(state.data());
        for (String name : state.data()) {
            assertThat(sha256(data.getOrDefault(name, new byte[0]))).isEqualTo(name);
        }
    }

    private State state(SimulatedDisk disk) {
        return new State(
                index(disk), new HashSet<>(disk.tree(registry.resolve("data")).keySet()));
    }

    private String index(SimulatedDisk disk) {
        SortedMap<String, byte[]> tree = disk.tree(registry);
        return new String(tree.getOrDefault(INDEX, new byte[0]), UTF_8);
    }

    private static String sha256(byte[] bytes) {
        return Sha256.of(Digests.sha256().digest(bytes)).hex();
    }
}
