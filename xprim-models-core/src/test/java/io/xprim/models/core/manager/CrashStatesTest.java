// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kills and power cuts at every file operation of every change of a store, and again within what follows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashStatesTest {
    private final Replay replay = new Replay();
    private final List<Findings> all = new ArrayList<>();
    private Map<String, UseCase> cases = Map.of();
    private Path root = Path.of("");

    @BeforeAll
    void prepare(@TempDir Path folder) throws IOException {
        cases = StoreCases.in(folder);
        root = folder.resolve("disk");
    }

    Stream<Map.Entry<String, UseCase>> cases() {
        return replay.of(cases);
    }

    @Tag("D02")
    @Tag("D03")
    @ParameterizedTest
    @MethodSource("cases")
    void whateverIsCutOffAnywhereLeavesTheOldOrTheNewWhole(Map.Entry<String, UseCase> useCase) {
        Findings findings = findings(useCase);
        new CrashStates(useCase.getValue(), root, replay.seed(), replay::wants, findings).first(120);
        System.out.println(findings);
        findings.ensureNone();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatFollowsMayBeCutOffAsWell(Map.Entry<String, UseCase> useCase) {
        Findings findings = findings(useCase);
        new CrashStates(useCase.getValue(), root, replay.seed(), replay::wants, findings).second(20, 2);
        System.out.println(findings);
        findings.ensureNone();
    }

    private Findings findings(Map.Entry<String, UseCase> useCase) {
        Findings findings = new Findings(useCase.getKey(), replay.seed());
        all.add(findings);
        return findings;
    }

    @AfterAll
    void enoughWasLookedAt() {
        int states = all.stream().mapToInt(Findings::total).sum();
        System.out.println(states + " crash states of the simulated disk");
        assertThat(!replay.wantsAll() || states >= 20_000)
                .as("crash states looked at: " + states)
                .isTrue();
    }
}
