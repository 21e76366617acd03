// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.InstalledModel;
import io.xprim.models.NotInstalledException;
import io.xprim.models.Sha256;
import io.xprim.models.core.format.Digests;
import io.xprim.models.core.store.DiskFault;
import io.xprim.models.core.store.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A reader begins at any moment of another process's swap, and the swap goes on before any of its operations: what it says has to have been
 * so at a moment of its call, the folder included.
 */
class ReadersDuringASwapTest {
    private Map<String, UseCase> cases = Map.of();
    private Path base = Path.of("");
    private Path registry = Path.of("");
    private int answers;

    @BeforeEach
    void prepare(@TempDir Path folder) throws IOException {
        cases = StoreCases.in(folder);
        base = folder.resolve("disk").resolve("store");
        registry = folder.resolve("old");
    }

    @ParameterizedTest
    @ValueSource(strings = {"install", "forced install", "update", "remove"})
    void aReaderIsToldWhatWasSoAtAMomentOfItsCall(String useCase) throws IOException {
        List<SimulatedDisk> moments = moments(useCase);
        for (int from = 0; from < moments.size(); from++) {
            for (int later = from; later < moments.size(); later++) {
                for (Question question : List.<Question>of(this::get, this::list)) {
                    crossEverywhere(moments, from, later, question);
                }
            }
        }
        System.out.println(useCase + ": " + answers + " answers at " + moments.size() + " moments of a swap");
    }

    @Test
    void aSwapHasMoments() throws IOException {
        assertThat(moments("update")).hasSizeBetween(6, 20);
    }

    /** What a reader asks; nothing if it is told that the model is not installed. */
    @FunctionalInterface
    private interface Question {
        Optional<InstalledModel> ask(StoreProcess process) throws IOException;
    }

    private Optional<InstalledModel> get(StoreProcess process) throws IOException {
        try {
            return Optional.of(process.get(StoreCase.REF));
        } catch (NotInstalledException e) {
            return Optional.empty();
        }
    }

    private Optional<InstalledModel> list(StoreProcess process) throws IOException {
        List<InstalledModel> models = process.list();
        assertThat(models).extracting(InstalledModel::ref).contains(StoreCase.OTHER);
        return models.stream()
                .filter(model -> model.ref().equals(StoreCase.REF))
                .findFirst();
    }

    private void crossEverywhere(List<SimulatedDisk> moments, int from, int later, Question question)
            throws IOException {
        boolean crossed = true;
        for (int at = 1; crossed && (at == 1 || later > from); at++) {
            SwapMoments swap = new SwapMoments(copies(moments), from);
            try (StoreProcess process = new StoreProcess(swap.disk(at, later), base, registry, swap)) {
                Optional<InstalledModel> answer = question.ask(process);
                String hash = answer.map(model -> model.manifestHash().hex()).orElse("nothing");
                answer.ifPresent(model -> assertThat(model.path()).isEqualTo(base.resolve("g/m/v")));
                assertThat(swap.visited())
                        .as("'" + hash + "' was told by a reader that began at moment " + from + ", met moment " + later
                                + " at its operation " + at + " and saw the moments " + swap.visited())
                        .anyMatch(moment -> truth(moments.get(moment)).contains(hash));
            }
            answers++;
            crossed = swap.operations() >= at;
        }
    }

    private static List<SimulatedDisk> copies(List<SimulatedDisk> moments) {
        return moments.stream().map(SimulatedDisk::copy).toList();
    }

    /** What may be said of a moment, if the list and the folder agree. */
    private List<String> truth(SimulatedDisk disk) {
        Optional<String> listed = listed(disk);
        if (listed.isEmpty()) {
            return List.of("nothing");
        }
        return listed.equals(inFolder(disk)) ? List.of(listed.get()) : List.of();
    }

    private Optional<String> listed(SimulatedDisk disk) {
        String document = new String(disk.tree(base).getOrDefault("registry.json", new byte[0]), UTF_8);
        return hashes().stream().filter(document::contains).findFirst();
    }

    private Optional<String> inFolder(SimulatedDisk disk) {
        byte[] manifest = disk.tree(base.resolve("g/m/v")).get("." + StoreProcess.APP + "/manifest.json");
        return Optional.ofNullable(manifest)
                .map(bytes -> Sha256.of(Digests.sha256().digest(bytes)).hex());
    }

    private static List<String> hashes() {
        return List.of(StoreCases.OLD_CONTENT.manifestHash(), StoreCases.NEW_CONTENT.manifestHash());
    }

    /** The disk whenever the names of the model's folders or what is listed have changed, from before to the end. */
    private List<SimulatedDisk> moments(String name) throws IOException {
        UseCase useCase = cases.getOrDefault(name, cases.values().iterator().next());
        List<SimulatedDisk> moments = new ArrayList<>();
        String last = "";
        boolean ended = false;
        for (int at = 1; !ended; at++) {
            SimulatedDisk disk = useCase.before().copy().with(DiskFault.stopAt(at));
            try {
                useCase.run(disk);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("stopped");
            }
            ended = disk.operations() < at;
            String names = names(disk);
            if (!names.equals(last)) {
                last = names;
                moments.add(disk.with(DiskFault.NONE));
            }
        }
        return moments;
    }

    private String names(SimulatedDisk disk) {
        SortedMap<String, byte[]> tree = disk.tree(base);
        List<String> names = tree.keySet().stream()
                .filter(path -> path.matches("g/([^/]+/)?|g/m/(v|[.]v[.]old|[.]v[.]gone)/"))
                .toList();
        return listed(disk) + " " + names + inFolder(disk);
    }
}
