// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.testkit.fault.FaultServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A program in a JVM of its own for every row of {@link SelectionTable}. All that it prints is as the row says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SelectionScenarios {
    private static final String API = "io.xprim.models";
    private static final String PROGRAM = "io.xprim.models.program";

    private final SelectionRow.Where where;
    private final JavaPath javaPath = new JavaPath();

    @TempDir
    private Path folder = Path.of("");

    /** For subclasses. */
    protected SelectionScenarios(boolean modulePath) {
        where = modulePath ? SelectionRow.Where.MODULE_PATH : SelectionRow.Where.CLASS_PATH;
    }

    @TestFactory
    Stream<DynamicTest> whatIsOnThePathDecidesWhatIsChosen() throws IOException {
        MadeModules made = MadeModules.in(folder.resolve("made"), javaPath.of(List.of(API, "org.jspecify")));
        Path registry = folder.resolve("registry");
        Sample.registry().writeTo(registry);
        FaultServer server = FaultServer.serving(Sample.registry().toMap());
        return SelectionTable.rows().stream()
                .filter(row -> row.isAbout(where))
                .map(row -> DynamicTest.dynamicTest(
                        row.toString(),
                        () -> assertThat(run(
                                        row,
                                        made,
                                        row.folder()
                                                ? registry.toString()
                                                : server.uri().toString()))
                                .isEqualTo(row.expected(where))))
                .onClose(server::close);
    }

    private ProgramRun run(SelectionRow row, MadeModules made, String registry) throws Exception {
        List<String> jars = Stream.concat(
                        Stream.of(PROGRAM, API), row.path().stream().flatMap(entry -> entry.modules().stream()))
                .map(module -> made.has(module) ? made.jar(module) : jar(module))
                .map(Path::toString)
                .toList();
        Path run = Files.createTempDirectory(folder, "run");
        String main = PROGRAM + ".Program";
        String path = String.join(File.pathSeparator, jars);
        List<String> arguments = new ArrayList<>(
                where == SelectionRow.Where.MODULE_PATH
                        ? List.of("--module-path", path, "--module", PROGRAM + "/" + main)
                        : List.of("--class-path", path, main));
        arguments.addAll(List.of(registry, run.resolve("store").toString(), Sample.REF.toString()));
        row.id().ifPresent(arguments::add);
        return ProgramRun.of(arguments, run.resolve("output"));
    }

    private Path jar(String module) {
        return javaPath.of(List.of(module)).get(0);
    }
}
