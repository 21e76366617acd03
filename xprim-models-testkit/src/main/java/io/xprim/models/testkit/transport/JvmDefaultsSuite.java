// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DynamicContainer;

/** What a program sets for the whole JVM, none of which is the transport's business. */
final class JvmDefaultsSuite {
    private JvmDefaultsSuite() {}

    static DynamicContainer of(HttpTransportProvider provider, Duration limit) {
        return new TransportSuite("Defaults of the JVM", provider, limit)
                .test("no CookieHandler of the JVM takes part unless that is declared", JvmDefaultsSuite::cookies)
                .test("no Authenticator of the JVM is asked", JvmDefaultsSuite::authenticator)
                .test("no ProxySelector of the JVM is asked", JvmDefaultsSuite::proxies)
                .node();
    }

    private static void cookies(Trial trial) throws Exception {
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        CookieHandler before = CookieHandler.getDefault();
        CookieHandler.setDefault(new CookieHandler() {
            @Override
            public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
                asked.add("get");
                return Map.of("Cookie", List.of("a=b"));
            }

            @Override
            public void put(URI uri, Map<String, List<String>> headers) {
                asked.add("put");
            }
        });
        try {
            assertEquals(Trial.SMALL, trial.get(Trial.SMALL_PATH).text());
        } finally {
            CookieHandler.setDefault(before);
        }
        if (!trial.transport().capabilities().sharesCookieHandler()) {
            assertEquals(List.of(), List.copyOf(asked), "calls of the CookieHandler");
            assertEquals(List.of(), trial.server().requests().get(0).header("Cookie"));
        }
    }

    private static void authenticator(Trial trial) throws Exception {
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        Authenticator before = Authenticator.getDefault();
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                asked.add("password");
                return new PasswordAuthentication("name", "secret".toCharArray());
            }
        });
        try {
            for (String challenge : List.of("Basic realm=\"r\"", "Digest realm=\"r\", nonce=\"n\"", "NTLM")) {
                trial.server()
                        .next(Trial.SMALL_PATH, new NetworkFault.Status(401, Map.of("WWW-Authenticate", challenge)));
                assertEquals(401, trial.get(Trial.SMALL_PATH).status());
            }
        } finally {
            Authenticator.setDefault(before);
        }
        assertEquals(List.of(), List.copyOf(asked), "calls of the Authenticator");
        assertEquals(3, trial.server().requests().size(), "requests");
    }

    private static void proxies(Trial trial) throws Exception {
        Queue<URI> asked = new ConcurrentLinkedQueue<>();
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                asked.add(uri);
                return List.of(Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException e) {}
        });
        try {
            assertEquals(Trial.SMALL, trial.get(Trial.SMALL_PATH).text());
        } finally {
            ProxySelector.setDefault(before);
        }
        assertEquals(List.of(), List.copyOf(asked), "calls of the ProxySelector");
    }
}
