// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks;

import io.xprim.models.benchmarks.compare.Comparison;
import io.xprim.models.benchmarks.compare.Contender;
import io.xprim.models.benchmarks.compare.Table;
import io.xprim.models.benchmarks.registry.Model;
import io.xprim.models.benchmarks.registry.RegistryFolder;
import io.xprim.models.benchmarks.server.Link;
import io.xprim.models.benchmarks.server.Relay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is compared. Closing ends the servers. */
final class Works implements AutoCloseable {
    static final List<String> NAMES = List.of("big10", "small", "big64", "start", "link");

    private static final String NOT_DURABLE = Table.OURS + ", not durable";
    private static final Link LINK = new Link(12_500_000, Duration.ofMillis(100));
    private static final int[] FIXED = {1, 2, 4, 8, 16};

    private final double scale;
    private final Workplace workplace;
    private final Ours ours;
    private final Others others;
    private final Servers servers;

    private Works(double scale, Workplace workplace) {
        this.scale = scale;
        this.workplace = workplace;
        ours = new Ours(workplace);
        others = new Others(workplace);
        servers = new Servers(workplace);
    }

    /** Builds the program. */
    static Works open(double scale, Workplace workplace) throws IOException, InterruptedException {
        Works works = new Works(scale, workplace);
        works.ours.build();
        return works;
    }

    /** Makes what a work needs. */
    List<Comparison> prepare(String work) throws IOException, InterruptedException {
        return switch (work) {
            case "big10" -> List.of(big10());
            case "small" -> List.of(small());
            case "big64" -> List.of(big64());
            case "start" -> List.of(start());
            default -> List.of(link(1), link(4), link(10));
        };
    }

    @Override
    public void close() throws IOException, InterruptedException {
        servers.close();
    }

    private Comparison big10() throws IOException, InterruptedException {
        RegistryFolder registry = servers.registry(Model.big(10, scale));
        List<Contender> contenders = floors(registry);
        GoClient go = GoClient.install(workplace);
        for (Served served : List.of(servers.plain(registry), servers.tls(registry))) {
            contenders.addAll(pulls(served));
            for (String tool : List.of("curl", "aria2c")) {
                contenders.add(others.tool(tool, served).against(Others.FLOOR));
            }
            contenders.add(go.pull(served).against(Others.FLOOR));
        }
        return comparison(registry, contenders);
    }

    private Comparison small() throws IOException, InterruptedException {
        RegistryFolder registry = servers.registry(Model.small(scale));
        List<Contender> contenders = floors(registry);
        contenders.addAll(pulls(servers.plain(registry)));
        contenders.add(GoClient.install(workplace).pull(servers.plain(registry)).against(Others.FLOOR));
        return comparison(registry, contenders);
    }

    /** Large chunks and as many connections as there may be: memory has to stay what it is. */
    private Comparison big64() throws IOException, InterruptedException {
        RegistryFolder registry = servers.registry(Model.big(64, scale));
        List<Contender> contenders = floors(registry);
        for (String transport : Ours.TRANSPORTS) {
            contenders.add(ours.pull(
                            name(Table.OURS, transport),
                            servers.plain(registry),
                            "--concurrency",
                            "16",
                            "--transport",
                            transport)
                    .against(Others.FORCED_FLOOR));
        }
        return comparison(registry, contenders);
    }

    private Comparison start() throws IOException, InterruptedException {
        RegistryFolder registry = servers.registry(Model.tiny());
        Model model = registry.model();
        String store = workplace.room("store").toString();
        Workplace.prepare(ours.launcher(List.of(
                "pull",
                model.reference(),
                model.version(),
                "--registry",
                registry.path().toString(),
                "--data-dir",
                store)));
        List<Contender> contenders = new ArrayList<>(List.of(others.hello()));
        for (List<String> command : List.of(
                List.of("path", model.reference(), model.version()),
                List.of("list"),
                List.of("info", model.reference(), model.version()))) {
            List<String> arguments = Stream.concat(command.stream(), Stream.of("--data-dir", store))
                    .toList();
            contenders.add(
                    Contender.of(command.get(0), ours.launcher(arguments)).against(Others.HELLO));
        }
        return new Comparison("start", 0, Optional.empty(), 4, contenders);
    }

    /** Fixed numbers of connections, and the number that the program finds by itself, which is measured against the best of them. */
    private Comparison link(int mebibytesPerChunk) throws IOException, InterruptedException {
        RegistryFolder registry = servers.registry(Model.link(mebibytesPerChunk, scale));
        Relay relay = servers.relay(LINK);
        Served served = Served.plain(registry, relay.address());
        List<Contender> contenders = new ArrayList<>();
        for (int connections : FIXED) {
            contenders.add(
                    ours.pull(Table.OURS + " by " + connections, served, "--concurrency", String.valueOf(connections)));
        }
        String[] fixed = contenders.stream().map(Contender::name).toArray(String[]::new);
        contenders.add(0, ours.pull(Table.OURS, served).against(fixed));
        return comparison(registry, contenders);
    }

    private List<Contender> floors(RegistryFolder registry) throws IOException, InterruptedException {
        Served served = servers.plain(registry);
        return new ArrayList<>(List.of(others.floor(served), others.forcedFloor(served)));
    }

    /** Each transport, durable and not. */
    private List<Contender> pulls(Served served) throws IOException, InterruptedException {
        List<Contender> contenders = new ArrayList<>();
        for (String transport : Ours.TRANSPORTS) {
            contenders.add(ours.pull(name(Table.OURS, transport), served, "--transport", transport)
                    .against(Others.FORCED_FLOOR));
        }
        Served tiny = servers.plain(servers.registry(Model.tiny()));
        for (String transport : Ours.TRANSPORTS) {
            Path archive = ours.archive(tiny, transport);
            contenders.add(ours.pullNotDurable(name(NOT_DURABLE, transport), served, transport, archive)
                    .against(Others.FLOOR));
        }
        return contenders;
    }

    private static String name(String contender, String transport) {
        return transport.equals(Ours.TRANSPORTS.get(0)) ? contender : contender + ", " + transport;
    }

    private static Comparison comparison(RegistryFolder registry, List<Contender> contenders) throws IOException {
        return new Comparison(
                registry.model().name(), registry.model().totalSize(), Optional.of(registry.hashes()), 1, contenders);
    }
}
