// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks;

import io.xprim.models.benchmarks.compare.Command;
import io.xprim.models.benchmarks.compare.Contender;
import io.xprim.models.benchmarks.floor.Floor;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What else does the work, or the least part of it. */
final class Others {
    static final String FLOOR = "floor";
    static final String FORCED_FLOOR = "floor, forced";
    static final String HELLO = "hello";

    private static final String CONNECTIONS = "4";

    private final Workplace workplace;

    Others(Workplace workplace) {
        this.workplace = workplace;
    }

    Contender floor(Served served) throws IOException {
        return Contender.of(FLOOR, java(Floor.class, served.url(), out(), CONNECTIONS), workplace.out());
    }

    Contender forcedFloor(Served served) throws IOException {
        return Contender.of(
                FORCED_FLOOR, java(Floor.class, served.url(), out(), CONNECTIONS, "force"), workplace.out());
    }

    Contender hello() throws IOException {
        return Contender.of(HELLO, java(Hello.class));
    }

    /** A tool that fetches, with others that do the rest, put together by a shell script. */
    Contender tool(String tool, Served served) {
        String name = served.name(tool);
        if (!isOnPath(tool)) {
            return Contender.missing(name, "no " + tool + " on the PATH");
        }
        List<String> line = new ArrayList<>();
        line.add(workplace.checkout().resolve("benchmarks/fetch-with").toString());
        line.addAll(List.of(tool, served.url(), out(), CONNECTIONS));
        served.trust().ifPresent(trust -> line.add(trust.certificate().toString()));
        return Contender.of(name, new Command(line, Map.of()), workplace.out().resolve("files"));
    }

    private String out() {
        return workplace.out().toString();
    }

    static boolean isOnPath(String tool) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    /** Starts a class of ours that needs nothing but the JDK. */
    private static Command java(Class<?> main, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(Workplace.java(), "-cp", ownJar(), main.getName()));
        line.addAll(Arrays.asList(arguments));
        return new Command(line, Map.of());
    }

    private static String ownJar() throws IOException {
        try {
            return Path.of(Others.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
