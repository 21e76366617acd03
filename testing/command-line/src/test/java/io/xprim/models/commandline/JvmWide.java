// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.commandline;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an embedding program may have installed for its whole JVM; tells what it gets to see. Closing takes it away again. */
final class JvmWide implements AutoCloseable {
    private final @Nullable CookieHandler cookies = CookieHandler.getDefault();
    private final @Nullable Authenticator authenticator = Authenticator.getDefault();
    private final @Nullable ProxySelector proxies = ProxySelector.getDefault();

    JvmWide(Findings findings) {
        CookieHandler.setDefault(new CookieHandler() {
            @Override
            public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
                findings.text("cookies asked", uri + " " + headers);
                return Map.of();
            }

            @Override
            public void put(URI uri, Map<String, List<String>> headers) {
                findings.text("cookies told", uri + " " + headers);
            }
        });
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                findings.text("jvm-wide authenticator", getRequestingURL() + " " + getRequestingPrompt());
                return new PasswordAuthentication("jvm", "jvm-wide-secret".toCharArray());
            }
        });
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                findings.text("jvm-wide proxy selector", uri);
                return List.of(Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                findings.text("jvm-wide proxy selector", uri + " " + failure);
            }
        });
    }

    @Override
    public void close() {
        CookieHandler.setDefault(cookies);
        Authenticator.setDefault(authenticator);
        ProxySelector.setDefault(proxies);
    }
}
