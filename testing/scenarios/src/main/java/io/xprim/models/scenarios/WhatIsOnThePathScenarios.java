// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.testkit.fault.FaultServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program in a JVM of its own, with core and a transport on its path or without. */
public abstract class WhatIsOnThePathScenarios {
    private static final String API = "io.xprim.models";
    private static final String CORE = "io.xprim.models.core";
    private static final String JACKSON = "tools.jackson.core";
    private static final String TRANSPORT = "io.xprim.models.transport.urlconnection";

    private final String implementation;

    @TempDir
    private Path folder = Path.of("");

    /**
     * For subclasses.
     *
     * @param implementation where the program says that the implementation is
     */
    protected WhatIsOnThePathScenarios(String implementation) {
        this.implementation = implementation;
    }

    /** How to have {@code java} run the main class of a module with jars on its path. */
    protected abstract List<String> launch(String path, String module, String mainClass);

    @Test
    void withCoreAndATransportAModelIsPulledOverHttp() throws Exception {
        try (FaultServer server = FaultServer.serving(Sample.registry().toMap())) {
            assertThat(run(server.uri().toString(), API, CORE, JACKSON, TRANSPORT))
                    .isEqualTo(new ProgramRun(0, "INSTALLED by " + implementation + System.lineSeparator()));
        }
    }

    @Test
    void withoutATransportAModelIsPulledFromAFolder() throws Exception {
        assertThat(run(registryFolder(), API, CORE, JACKSON))
                .isEqualTo(new ProgramRun(0, "INSTALLED by " + implementation + System.lineSeparator()));
    }

    @Test
    void withoutCoreTheMessageNamesTheArtifactToAdd() throws Exception {
        ProgramRun run = run(registryFolder(), API, TRANSPORT);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .startsWith("ProviderNotFoundException: ")
                .contains("ModelManagerProvider", "add io.xprim:xprim-models-core");
    }

    @Test
    void withoutATransportTheMessageNamesTheArtifactToAdd() throws Exception {
        try (FaultServer server = FaultServer.serving(Sample.registry().toMap())) {
            ProgramRun run = run(server.uri().toString(), API, CORE, JACKSON);

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.output())
                    .startsWith("ProviderNotFoundException: ")
                    .contains("HttpTransportProvider", "add io.xprim:xprim-models-transport-urlconnection");
            assertThat(server.requests()).isEmpty();
        }
    }

    private String registryFolder() throws IOException {
        Path registry = folder.resolve("registry");
        Sample.registry().writeTo(registry);
        return registry.toString();
    }

    private ProgramRun run(String registry, String... modules) throws IOException, InterruptedException {
        List<String> jars = new JavaPath()
                        .of(Stream.concat(Stream.of("io.xprim.models.program"), Stream.of(modules))
                                .toList())
                        .stream()
                        .map(Path::toString)
                        .toList();
        List<String> arguments = new ArrayList<>(launch(
                String.join(File.pathSeparator, jars), "io.xprim.models.program", "io.xprim.models.program.Program"));
        arguments.addAll(List.of(registry, folder.resolve("store").toString(), Sample.REF.toString()));
        return ProgramRun.of(arguments, folder.resolve("output"));
    }
}
