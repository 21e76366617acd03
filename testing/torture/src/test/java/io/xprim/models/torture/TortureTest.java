// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Runs the parts that the system properties {@code torture.*} say, and prints a table of what came of them. The docs have the commands:
 * docs/design/testing.md.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TortureTest {
    private static final List<Part> PARTS = List.of(
            new Exclusion(),
            new Kills(),
            new Resume(),
            new Processes(),
            new Waiting(),
            new Faults(),
            new FullDisk(),
            new PowerCuts());

    private final Settings settings = Settings.fromProperties();
    private final Table table = new Table();

    @Tag("D01")
    @Tag("C12")
    @TestFactory
    Stream<DynamicTest> parts() {
        System.out.println("torture.seed=" + settings.seed());
        List<String> names = PARTS.stream().map(Part::name).toList();
        assertThat(names).as("the parts that there are").containsAll(settings.parts());
        return PARTS.stream()
                .filter(settings::isWanted)
                .map(part -> DynamicTest.dynamicTest(part.name() + ": " + part.claim(), () -> run(part)));
    }

    @AfterAll
    void printTable() {
        table.print(settings);
    }

    private void run(Part part) throws Exception {
        Optional<String> obstacle = part.obstacle();
        if (obstacle.isPresent()) {
            table.skip(part, obstacle.get());
            System.out.println("torture: " + part.name() + " is skipped: " + obstacle.get());
            Assumptions.abort(obstacle.get());
        }
        long start = System.nanoTime();
        Tally tally = part.run(settings);
        table.add(part, tally, Duration.ofNanos(System.nanoTime() - start));
        assertThat(tally.lost()).as("failures, which are printed above").hasSize(0);
    }
}
