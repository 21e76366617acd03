// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.xprim.models.ModelRef;
import io.xprim.models.core.store.DiskFault;
import io.xprim.models.core.store.FileOperations;
import io.xprim.models.core.store.PowerCut;
import io.xprim.models.core.store.SimulatedDisk;
import io.xprim.models.core.store.WholeFiles;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The changes of a store, each from a disk on which something is installed already. */
final class StoreCases {
    /** What another program wrote into registry.json, outside of the entry that is changed and in it. */
    static final List<String> UNKNOWN = List.of("\"elsewhere\"", "\"flavour\"", "\"pinned\"", "\"rating\"");

    private static final byte[] BLOCK = "0123456789".repeat(10).getBytes(UTF_8);
    private static final byte[] TWO_BLOCKS = new String(BLOCK, UTF_8).repeat(2).getBytes(UTF_8);

    /** A chunk that spans two files, an empty file, a chunk that is repeated. */
    private static final SampleModel OLD = new SampleModel()
            .randomFile("a.bin", 250, 1)
            .file("empty", "")
            .randomFile("sub/b.bin", 150, 2)
            .file("sub/c.bin", TWO_BLOCKS)
            .chunkSize(100);

    private static final SampleModel NEW = new SampleModel()
            .randomFile("a.bin", 330, 3)
            .randomFile("sub/b.bin", 170, 4)
            .file("sub/deep/c.bin", BLOCK)
            .chunkSize(100);

    private static final SampleModel OTHER =
            new SampleModel().randomFile("o.bin", 40, 5).chunkSize(100);

    static final StoreCase.Content OLD_CONTENT = StoreCase.Content.of(OLD);
    static final StoreCase.Content NEW_CONTENT = StoreCase.Content.of(NEW);

    private static final StoreCase.Content OTHER_CONTENT = StoreCase.Content.of(OTHER);

    private final World world;
    private final Path oldRegistry;
    private final Path newRegistry;

    /** What is done by a process, and whether that is promised to last. */
    @FunctionalInterface
    interface Change {
        boolean in(StoreProcess process) throws IOException;
    }

    /** Where things are. */
    record World(Path root, Path base) {
        Path folder(ModelRef ref) {
            return base.resolve(ref.group()).resolve(ref.model()).resolve(ref.version());
        }
    }

    private StoreCases(Path folder) throws IOException {
        world = new World(folder.resolve("disk"), folder.resolve("disk").resolve("store"));
        oldRegistry = registry(folder.resolve("old"), OLD);
        newRegistry = registry(folder.resolve("new"), NEW);
    }

    private static Path registry(Path folder, SampleModel model) throws IOException {
        new SampleRegistry()
                .add("g", "m", "v", model)
                .add("g", "other", "1", OTHER)
                .writeTo(folder);
        return Files.createDirectories(folder);
    }

    /** All of them by name; the registries that they need are written into a folder. */
    static Map<String, UseCase> in(Path folder) throws IOException {
        StoreCases cases = new StoreCases(folder);
        Map<String, UseCase> all = new LinkedHashMap<>();
        all.put("first install", cases.firstInstall());
        all.put("install", cases.install());
        all.put("forced install", cases.forcedInstall());
        all.put("update", cases.update());
        all.put("remove", cases.remove());
        all.put("verify", cases.verify());
        all.put("repair", cases.repair());
        all.put("repair of the manifest", cases.repairOfManifest());
        all.put("prune", cases.prune());
        all.put("publish", new PublishCase(folder));
        return all;
    }

    private UseCase firstInstall() throws IOException {
        SimulatedDisk empty = new SimulatedDisk(world.root(), StoreProcess.NOW);
        return new StoreCase(world, empty, oldRegistry, StoreCases::pull, Optional.of(OLD_CONTENT), Map.of(), Map.of());
    }

    private UseCase install() throws IOException {
        return onTop(withOther(), oldRegistry, StoreCases::pull, Optional.of(OLD_CONTENT));
    }

    private UseCase forcedInstall() throws IOException {
        return onTop(withOld(), oldRegistry, process -> process.pull(StoreCase.REF, true), Optional.of(OLD_CONTENT));
    }

    private UseCase update() throws IOException {
        return onTop(withOld(), newRegistry, StoreCases::pull, Optional.of(NEW_CONTENT));
    }

    private UseCase remove() throws IOException {
        return onTop(withOld(), oldRegistry, StoreCases::remove, Optional.empty());
    }

    private UseCase verify() throws IOException {
        return onTop(withOld(), oldRegistry, StoreCases::verify, Optional.of(OLD_CONTENT));
    }

    private UseCase repair() throws IOException {
        SimulatedDisk disk = withOld();
        Path version = world.folder(StoreCase.REF);
        byte[] flipped = OLD.files().getOrDefault("a.bin", BLOCK).clone();
        flipped[42] ^= 1;
        replace(disk, version.resolve("a.bin"), flipped);
        new WholeFiles(disk).deleteTree(version.resolve("sub"));
        return repairing(
                disk,
                Map.of(
                        "a.bin", Optional.of(flipped),
                        "sub/b.bin", Optional.empty(),
                        "sub/c.bin", Optional.empty()));
    }

    private UseCase repairOfManifest() throws IOException {
        SimulatedDisk disk = withOld();
        byte[] shorter = Arrays.copyOf(OLD.manifest(), 20);
        String path = "." + StoreProcess.APP + "/manifest.json";
        replace(disk, world.folder(StoreCase.REF).resolve(path), shorter);
        return repairing(disk, Map.of(path, Optional.of(shorter)));
    }

    private UseCase repairing(SimulatedDisk disk, Map<String, Optional<byte[]>> damage) throws IOException {
        return new StoreCase(
                world,
                settled(disk),
                oldRegistry,
                process -> process.verify(StoreCase.REF, true).repaired(),
                Optional.of(OLD_CONTENT),
                Map.of(StoreCase.REF, OLD_CONTENT, StoreCase.OTHER, OTHER_CONTENT),
                damage);
    }

    /** After an update that was killed between its renames and its commit, another install that was, and a repair. */
    private UseCase prune() throws IOException {
        SimulatedDisk disk = withOld();
        Path committed = world.base().resolve("registry.json");
        boolean[] stopped = {false};
        DiskFault beforeTheCommit = step -> {
            stopped[0] |= step.name().equals("move") && step.path().equals(committed);
            if (stopped[0]) {
                throw new IOException("stopped");
            }
        };
        try (StoreProcess process = new StoreProcess(disk.with(beforeTheCommit), world.base(), newRegistry)) {
            pull(process);
        } catch (IOException e) {
            disk.with(DiskFault.NONE);
        }
        WholeFiles files = new WholeFiles(disk);
        files.createDirectories(world.base().resolve("cache").resolve("chunks"));
        files.create(world.base().resolve("cache").resolve("chunks").resolve("c"), BLOCK, false);
        files.createDirectories(world.base().resolve("g").resolve("gone").resolve(".1.new"));
        files.createDirectories(world.base().resolve("g").resolve("gone").resolve(".2.gone"));
        Path metadata = world.folder(StoreCase.OTHER).resolve("." + StoreProcess.APP);
        files.create(metadata.resolve("repair-0"), BLOCK, false);
        return onTop(settled(disk), oldRegistry, StoreCases::prune, Optional.of(OLD_CONTENT));
    }

    private UseCase onTop(SimulatedDisk disk, Path registry, Change change, Optional<StoreCase.Content> after)
            throws IOException {
        Map<ModelRef, StoreCase.Content> models = new LinkedHashMap<>();
        models.put(StoreCase.OTHER, OTHER_CONTENT);
        if (disk.tree(world.base()).keySet().contains("g/m/v/")) {
            models.put(StoreCase.REF, OLD_CONTENT);
        }
        return new StoreCase(world, disk, registry, change, after, Map.copyOf(models), Map.of());
    }

    private static boolean pull(StoreProcess process) throws IOException {
        return process.pull(StoreCase.REF, false);
    }

    private static boolean remove(StoreProcess process) throws IOException {
        process.remove(StoreCase.REF);
        return true;
    }

    /** Whoever is told of damage looks again: a disk that failed once may not fail twice. */
    private static boolean verify(StoreProcess process) throws IOException {
        if (process.verify(StoreCase.REF, false).ok()) {
            return true;
        }
        return process.verify(StoreCase.REF, false).ok();
    }

    private static boolean prune(StoreProcess process) throws IOException {
        process.prune();
        return true;
    }

    /** Another model is installed, and other programs wrote into registry.json. */
    private SimulatedDisk withOther() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(world.root(), StoreProcess.NOW);
        try (StoreProcess process = new StoreProcess(disk, world.base(), oldRegistry)) {
            process.pull(StoreCase.OTHER, false);
        }
        rewrite(disk, "\"1\" : {", "\"1\" : {\"pinned\": {\"by\": [1, \"you\"]}, ");
        rewrite(disk, "\"g\" : {", "\"elsewhere\": {\"x\": {\"y\": {\"flavour\": null}}}, \"g\" : {");
        return settled(disk);
    }

    /** The model is installed and verified besides. */
    private SimulatedDisk withOld() throws IOException {
        SimulatedDisk disk = withOther();
        try (StoreProcess process = new StoreProcess(disk, world.base(), oldRegistry)) {
            pull(process);
            verify(process);
        }
        rewrite(disk, "\"v\" : {", "\"v\" : {\"rating\": 1.50, ");
        return settled(disk);
    }

    /** Writes into registry.json what another program might. */
    private void rewrite(SimulatedDisk disk, String here, String instead) throws IOException {
        Path path = world.base().resolve("registry.json");
        String document = new String(new WholeFiles(disk).read(path, 10_000).orElseThrow(), UTF_8);
        replace(disk, path, document.replace(here, instead).getBytes(UTF_8));
    }

    private static void replace(FileOperations disk, Path path, byte[] content) throws IOException {
        WholeFiles files = new WholeFiles(disk);
        files.deleteTree(path);
        files.create(path, content, true);
    }

    private static SimulatedDisk settled(SimulatedDisk disk) {
        return disk.afterPowerCut(change -> PowerCut.Fate.KEPT);
    }
}
