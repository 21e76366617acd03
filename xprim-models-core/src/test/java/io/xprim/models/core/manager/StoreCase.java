// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.InstalledModel;
import io.xprim.models.ModelRef;
import io.xprim.models.NotInstalledException;
import io.xprim.models.Sha256;
import io.xprim.models.core.format.Digests;
import io.xprim.models.core.store.PowerCut;
import io.xprim.models.core.store.SimulatedDisk;
import io.xprim.models.fixtures.SampleModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A change of one model in a store; whatever becomes of it, another model and what other programs wrote into registry.json stay. */
final class StoreCase implements UseCase {
    static final ModelRef REF = ModelRef.parse("g/m:v");
    static final ModelRef OTHER = ModelRef.parse("g/other:1");

    private final StoreCases.World world;
    private final StoreCases.Change change;
    private final SimulatedDisk before;
    private final Path registry;
    private final State old;
    private final State wanted;
    private final boolean keepsTheRecord;

    /**
     * What is installed.
     *
     * @param document registry.json, if it is there
     * @param damage what may be in the place of files while they are not repaired; nothing for a file that may be missing
     */
    record State(Optional<String> document, Map<ModelRef, Content> models, Map<String, Optional<byte[]>> damage) {}

    /** What has to be in the folder of a version, kept manifest included. */
    record Content(String manifestHash, Map<String, byte[]> files) {
        static Content of(SampleModel model) {
            Map<String, byte[]> files = model.files();
            files.put("." + StoreProcess.APP + "/manifest.json", model.manifest());
            return new Content(model.manifestHash(), files);
        }
    }

    StoreCase(
            StoreCases.World world,
            SimulatedDisk before,
            Path registry,
            StoreCases.Change change,
            Optional<Content> after,
            Map<ModelRef, Content> modelsBefore,
            Map<String, Optional<byte[]>> damage)
            throws IOException {
        this.world = world;
        this.change = change;
        this.before = before;
        this.registry = registry;
        this.old = new State(document(before), new TreeMap<>(modelsBefore), damage);
        SimulatedDisk done = before.copy();
        run(done);
        Map<ModelRef, Content> models = new TreeMap<>(modelsBefore);
        models.remove(REF);
        after.ifPresent(model -> models.put(REF, model));
        this.wanted = new State(document(done), models, Map.of());
        this.keepsTheRecord = damage.isEmpty() && isRecorded(before) && isRecorded(done);
        String entry = modelsBefore.containsKey(REF) && !models.containsKey(REF) ? "\"rating\"" : "none";
        assertThat(StoreCases.UNKNOWN)
                .filteredOn(member -> old.document().orElse("").contains(member) && !member.equals(entry))
                .allMatch(member -> wanted.document().orElse("").contains(member));
    }

    @Override
    public SimulatedDisk before() {
        return before;
    }

    @Override
    public boolean run(SimulatedDisk disk) throws IOException {
        try (StoreProcess process = process(disk)) {
            return change.in(process);
        }
    }

    @Override
    public int waysToRecover() {
        return 3;
    }

    @Override
    public boolean recover(SimulatedDisk disk, int way) throws IOException {
        if (way == 0) {
            return run(disk);
        }
        try (StoreProcess process = process(disk)) {
            if (way == 1) {
                process.prune();
            } else {
                process.list();
            }
        }
        return false;
    }

    private StoreProcess process(SimulatedDisk disk) {
        return new StoreProcess(disk, world.base(), registry);
    }

    /** Returns whether it was done, and not found to be done already. */
    private boolean again(SimulatedDisk disk) throws IOException {
        try {
            return run(disk);
        } catch (NotInstalledException e) {
            assertThat(wanted.models()).as("not installed: " + e.getMessage()).doesNotContainKey(REF);
            return false;
        }
    }

    @Override
    public void check(SimulatedDisk disk, boolean done) throws IOException {
        State found = found(disk, done);
        try (StoreProcess process = process(disk)) {
            answers(process, found);
            tellsWhatWasVerified(process, found);
            holds(disk, found);
            for (ModelRef ref : found.models().keySet()) {
                boolean right = found.damage().isEmpty() || isRight(disk, ref, found);
                assertThat(process.verify(ref, false).ok())
                        .as("verified " + ref)
                        .isEqualTo(right);
                assertThat(process.get(ref).lastVerified())
                        .as("when " + ref + " was verified")
                        .isEqualTo(right ? Optional.of(StoreProcess.NOW) : Optional.empty());
            }
            boolean again = again(disk);
            assertThat(document(disk)).as("registry.json after the same again").isEqualTo(wanted.document());
            holds(disk, wanted);
            if (again) {
                lasts(disk);
            }
            process.prune();
        }
        assertThat(document(disk)).as("registry.json after prune").isEqualTo(wanted.document());
        holds(disk, wanted);
        isTidy(disk);
        assertThat(records(disk, world.base()))
                .as("records of verifications after prune")
                .isLessThanOrEqualTo(wanted.models().size());
    }

    private void lasts(SimulatedDisk disk) throws IOException {
        SimulatedDisk cut = disk.afterPowerCut(change -> PowerCut.Fate.LOST);
        assertThat(document(cut)).as("registry.json after that and a power cut").isEqualTo(wanted.document());
        try (StoreProcess process = process(cut)) {
            answers(process, wanted);
        }
        holds(cut, wanted);
    }

    private State found(SimulatedDisk disk, boolean done) {
        Optional<String> document = document(disk);
        if (document.equals(wanted.document()) && (done || !document.equals(old.document()))) {
            return wanted;
        }
        assertThat(document).as("registry.json, done=" + done).isEqualTo((done ? wanted : old).document());
        return old;
    }

    /** What readers are told. */
    private void answers(StoreProcess process, State found) throws IOException {
        assertThat(process.list().stream().map(InstalledModel::ref).toList())
                .as("list")
                .containsExactlyElementsOf(found.models().keySet());
        for (Map.Entry<ModelRef, Content> model : found.models().entrySet()) {
            InstalledModel answer = process.get(model.getKey());
            assertThat(answer.manifestHash().hex())
                    .as("hash of " + model.getKey())
                    .isEqualTo(model.getValue().manifestHash());
            assertThat(answer.path()).isEqualTo(world.folder(model.getKey()));
            assertThat(answer.registry())
                    .as("where " + model.getKey() + " came from")
                    .isPresent();
            assertThat(answer.lastVerified().orElse(StoreProcess.NOW)).isEqualTo(StoreProcess.NOW);
        }
        if (!found.models().containsKey(REF)) {
            try {
                throw new AssertionError("get says " + process.get(REF) + " of what is not listed");
            } catch (NotInstalledException e) {
                // As it should be.
            }
        }
    }

    /** Before anything is verified again: the last record or the next one, and none that is of another manifest. */
    private void tellsWhatWasVerified(StoreProcess process, State found) throws IOException {
        Optional<Content> now = Optional.ofNullable(found.models().get(REF));
        boolean same = now.equals(Optional.ofNullable(old.models().get(REF)));
        if (now.isPresent() && (keepsTheRecord || !same)) {
            assertThat(process.get(REF).lastVerified().isPresent())
                    .as("whether it is known when " + REF + " was verified")
                    .isEqualTo(same);
        }
    }

    private boolean isRecorded(SimulatedDisk disk) {
        byte[] name = "g/m/v".getBytes(UTF_8);
        String record = Sha256.of(Digests.sha256().digest(name)).hex();
        return disk.tree(world.base()).containsKey("cache/verified/" + record);
    }

    /** The bytes of every model that is listed, read without the product. */
    private void holds(SimulatedDisk disk, State state) {
        state.models().forEach((ref, model) -> {
            SortedMap<String, byte[]> tree = disk.tree(world.folder(ref));
            Map<String, Optional<byte[]>> damage = ref.equals(REF) ? state.damage() : Map.of();
            model.files().forEach((path, right) -> {
                Optional<byte[]> content = Optional.ofNullable(tree.get(path));
                boolean damaged = damage.containsKey(path) && same(content, damage.get(path));
                if (!damaged && !same(content, Optional.of(right))) {
                    throw new AssertionError(
                            path + " of " + ref + " is " + text(content) + ", and not " + text(Optional.of(right)));
                }
            });
            tree.keySet().removeIf(path -> path.endsWith("/") || path.startsWith("."));
            if (!model.files().keySet().containsAll(tree.keySet())) {
                throw new AssertionError("there are other files in " + ref + ": " + tree.keySet());
            }
        });
    }

    private boolean isRight(SimulatedDisk disk, ModelRef ref, State state) {
        try {
            holds(disk, new State(state.document(), state.models(), Map.of()));
            return true;
        } catch (AssertionError e) {
            return !ref.equals(REF);
        }
    }

    private static boolean same(Optional<byte[]> content, Optional<byte[]> other) {
        return Arrays.equals(content.orElse(null), other.orElse(null));
    }

    private static String text(Optional<byte[]> content) {
        return content.map(bytes ->
                        bytes.length + " bytes, " + Sha256.of(Digests.sha256().digest(bytes)))
                .orElse("missing");
    }

    private void isTidy(SimulatedDisk disk) {
        assertThat(disk.tree(world.base()).keySet())
                .as("what is left after prune")
                .noneMatch(path -> path.matches(".*\\.(new|old|gone)/.*|.*tmp-.*|.*/repair-.*|cache/chunks/.+"))
                .noneMatch(path -> path.matches("cache/verified/.*\\.tmp"))
                .allMatch(path -> !path.matches("[^/]+/[^/]+/") || hasContent(disk, path) || path.startsWith("cache/"));
    }

    /** As many as are verified; whose they are is in their names, which are digests. */
    private static long records(SimulatedDisk disk, Path base) {
        return disk.tree(base).keySet().stream()
                .filter(path -> path.matches("cache/verified/.+"))
                .count();
    }

    private boolean hasContent(SimulatedDisk disk, String folder) {
        return disk.tree(world.base()).keySet().stream()
                .anyMatch(path -> path.startsWith(folder) && path.length() > folder.length());
    }

    private Optional<String> document(SimulatedDisk disk) {
        return Optional.ofNullable(disk.tree(world.base()).get("registry.json")).map(bytes -> new String(bytes, UTF_8));
    }
}
