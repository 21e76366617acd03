// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.spi.TransportException.Kind;
import io.xprim.models.testkit.fault.NetworkFault;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.DynamicContainer;

/** Proxies that the transport was told of. The registry's name has no address, so that nothing works without one. */
final class ProxySuite {
    private static final String REGISTRY = "http://registry.invalid/x";

    private ProxySuite() {}

    static DynamicContainer of(HttpTransportProvider provider, Duration limit) {
        return new TransportSuite("Proxy", provider, limit)
                .test("the proxy that was given is used", ProxySuite::used)
                .test("a proxy that is not there is a failure of the proxy", ProxySuite::absent)
                .test("a proxy that refuses to connect is a failure of the proxy", ProxySuite::refusing)
                .test("what the proxy selector exempts goes without a proxy", ProxySuite::exempt)
                .node();
    }

    private static void used(Trial trial) throws Exception {
        byte[] body = Trial.randomBytes(1_000);
        trial.server().serve(REGISTRY, body);
        try (HttpTransport transport = openWithProxy(trial, trial.server().port())) {
            Received received = Received.get(transport, URI.create(REGISTRY), HttpHeaders.empty());
            assertEquals(200, received.status());
            assertEquals(body.length, received.body().length);
        }
        assertEquals(1, trial.server().count(REGISTRY), "requests to the proxy");
    }

    private static void absent(Trial trial) throws Exception {
        try (HttpTransport transport = openWithProxy(trial, ConnectingSuite.unusedPort())) {
            assertEquals(
                    Kind.PROXY, Trial.failure(transport, URI.create(REGISTRY)).kind());
        }
    }

    private static void refusing(Trial trial) {
        trial.server().always("registry.invalid:443", new NetworkFault.Status(403));
        try (HttpTransport transport = openWithProxy(trial, trial.server().port())) {
            assertEquals(
                    Kind.PROXY,
                    Trial.failure(transport, URI.create("https://registry.invalid/x"))
                            .kind());
        }
        assertEquals("CONNECT", trial.server().requests().get(0).method());
    }

    private static void exempt(Trial trial) throws Exception {
        try (HttpTransport transport = trial.open(trial.settings().withProxy(ProxySelector.of(null)))) {
            URI uri = trial.server().uri(Trial.SMALL_PATH);
            assertEquals(
                    Trial.SMALL,
                    Received.get(transport, uri, HttpHeaders.empty()).text());
        }
    }

    private static HttpTransport openWithProxy(Trial trial, int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return trial.open(trial.settings().withProxy(ProxySelector.of(address)));
    }
}
