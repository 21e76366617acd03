// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks;

import io.xprim.models.benchmarks.registry.Model;
import io.xprim.models.benchmarks.registry.RegistryFolder;
import io.xprim.models.benchmarks.server.Certificate;
import io.xprim.models.benchmarks.server.Link;
import io.xprim.models.benchmarks.server.Nginx;
import io.xprim.models.benchmarks.server.Relay;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The registries and what serves them, each started when it is first asked for. Not thread-safe. */
final class Servers implements AutoCloseable {
    private final Workplace workplace;
    private @Nullable Running running;
    private @Nullable Relay relay;

    private record Running(Nginx nginx, Certificate certificate) {}

    Servers(Workplace workplace) {
        this.workplace = workplace;
    }

    /** Makes the registry of a model, unless it is there. */
    RegistryFolder registry(Model model) throws IOException {
        return RegistryFolder.of(model, registries());
    }

    Served plain(RegistryFolder registry) throws IOException, InterruptedException {
        return Served.plain(registry, running().nginx().plain());
    }

    Served tls(RegistryFolder registry) throws IOException, InterruptedException {
        return Served.tls(registry, running().nginx().tls(), running().certificate());
    }

    /** The relay in front of the server, of which there is one. */
    Relay relay(Link link) throws IOException, InterruptedException {
        Relay there = relay;
        if (there == null) {
            there = Relay.start(running().nginx().plain(), link);
            relay = there;
        }
        return there;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (relay != null) {
            relay.close();
        }
        if (running != null) {
            running.nginx().close();
        }
    }

    private Running running() throws IOException, InterruptedException {
        Running there = running;
        if (there == null) {
            Path state = workplace.room("nginx");
            Certificate certificate = Certificate.create(state);
            there = new Running(Nginx.start(registries(), state, certificate), certificate);
            running = there;
        }
        return there;
    }

    private Path registries() throws IOException {
        return workplace.room("registries");
    }
}
