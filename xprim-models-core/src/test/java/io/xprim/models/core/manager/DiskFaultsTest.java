// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A disk that fails, is full, or takes and gives less than it was asked for, at every file operation of every change of a store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiskFaultsTest {
    private final Replay replay = new Replay();
    private Map<String, UseCase> cases = Map.of();

    @BeforeAll
    void prepare(@TempDir Path folder) throws IOException {
        cases = StoreCases.in(folder);
    }

    Stream<Map.Entry<String, UseCase>> cases() {
        return replay.of(cases);
    }

    @Tag("D04")
    @ParameterizedTest
    @MethodSource("cases")
    void anOperationThatFailsIsAStorageErrorAndSpoilsNothing(Map.Entry<String, UseCase> useCase) {
        Findings findings = new Findings(useCase.getKey(), replay.seed());
        DiskFaults faults = new DiskFaults(useCase.getValue(), replay::wants, findings);
        faults.oneFails();
        faults.diskDies();
        faults.diskIsFull(false);
        faults.diskIsFull(true);
        System.out.println(findings);
        findings.ensureNone();
    }

    @Tag("D08")
    @ParameterizedTest
    @MethodSource("cases")
    void aShortWriteOrReadIsGoneOnWith(Map.Entry<String, UseCase> useCase) {
        Findings findings = new Findings(useCase.getKey(), replay.seed());
        DiskFaults faults = new DiskFaults(useCase.getValue(), replay::wants, findings);
        faults.shortfalls(false);
        faults.shortfalls(true);
        System.out.println(findings);
        findings.ensureNone();
    }
}
