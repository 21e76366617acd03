// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelManagerBuilder;
import io.xprim.models.ProviderNotFoundException;
import io.xprim.models.testkit.fault.FaultServer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Which transport is taken of two: the one over HttpURLConnection, and a subclass's, {@link EmptyRegistryTransportProvider}, which is of lower
 * priority and sees an empty registry where there is a model.
 */
public abstract class TransportChoiceScenarios {
    private final FaultServer server;

    /** For subclasses. */
    protected TransportChoiceScenarios() throws IOException {
        server = FaultServer.serving(Sample.registry().toMap());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theTransportWithTheHighestPriorityIsTakenByDefault() {
        try (ModelManager manager = manager().build()) {
            assertThat(manager.listRemote()).hasSize(1);
        }
    }

    @Test
    void aConfiguredIdGoesBeforePriority() {
        try (ModelManager manager = manager().transport("empty").build()) {
            assertThat(manager.listRemote()).isEmpty();
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void anExplicitInstanceGoesBeforeAConfiguredId() {
        try (ModelManager manager = manager()
                .transport("urlconnection")
                .transport(new EmptyRegistryTransport())
                .build()) {
            assertThat(manager.listRemote()).isEmpty();
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void anExplicitInstanceStaysOpen() {
        EmptyRegistryTransport transport = new EmptyRegistryTransport();
        try (ModelManager manager = manager().transport(transport).build()) {
            manager.listRemote();
        }
        assertThat(transport.isClosed()).isFalse();
    }

    @Test
    void anUnknownIdIsRefusedWithTheKnownOnes() {
        try (ModelManager manager = manager().transport("pigeon").build()) {
            assertThatThrownBy(manager::listRemote)
                    .isInstanceOf(ProviderNotFoundException.class)
                    .hasMessageContainingAll("HttpTransportProvider", "pigeon", "urlconnection (", "empty (");
        }
    }

    private ModelManagerBuilder manager() {
        return ModelManager.builder("scenarios")
                .environment(Map.of())
                .registry(server.uri().toString());
    }
}
