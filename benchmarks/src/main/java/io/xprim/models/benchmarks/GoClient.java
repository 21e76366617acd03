// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks;

import io.xprim.models.benchmarks.compare.Command;
import io.xprim.models.benchmarks.compare.Contender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The client in Go that was there before.
 *
 * @param program where it is, if it is
 * @param whyNot why it is not
 */
record GoClient(Workplace workplace, Path program, String whyNot) {
    private static final String NAME = "Go client";
    private static final String SOURCE = "github.com/prethora/xprim-models/cmd/xprim-models@latest";

    /** Builds it, unless that was done before, or somebody has put one there. */
    static GoClient install(Workplace workplace) throws IOException, InterruptedException {
        Path folder = workplace.room("go");
        Path program = folder.resolve("bin").resolve("xprim-models");
        if (Files.isExecutable(program)) {
            return new GoClient(workplace, program, "");
        }
        if (!Others.isOnPath("go")) {
            return new GoClient(workplace, program, "no go on the PATH");
        }
        ProcessBuilder builder = new ProcessBuilder(List.of("go", "install", SOURCE)).redirectErrorStream(true);
        builder.environment().put("GOPATH", folder.toString());
        builder.environment().put("GOFLAGS", "-modcacherw");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        String whyNot = process.waitFor() == 0 ? "" : "go install: " + said.replaceAll("\\s+", " ");
        return new GoClient(workplace, program, whyNot);
    }

    Contender pull(Served served) {
        String name = served.name(NAME);
        if (!whyNot.isEmpty()) {
            return Contender.missing(name, whyNot);
        }
        Command command = new Command(
                List.of(
                        program.toString(),
                        "pull",
                        "--quiet",
                        served.model().reference(),
                        served.model().version()),
                Map.of(
                        "XPRIM_REGISTRY_URL",
                        served.url(),
                        "XPRIM_MODELS_DIR",
                        workplace.out().toString()));
        if (served.trust().isPresent()) {
            command = command.with(
                    "SSL_CERT_FILE", served.trust().get().certificate().toString());
        }
        return Contender.of(
                name,
                command,
                workplace
                        .out()
                        .resolve(served.model().reference())
                        .resolve(served.model().version()));
    }
}
