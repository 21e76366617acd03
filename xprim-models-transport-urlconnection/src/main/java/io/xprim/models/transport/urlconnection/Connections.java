// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.urlconnection;

import io.xprim.models.spi.HttpTransportConfig;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.HttpsURLConnection;

/** Makes connections that owe nothing to what the program has set for the whole JVM. Thread-safe. */
final class Connections {
    /**
     * Sent unless the request says otherwise; without them the JDK sends its own. Those for caches would be {@code no-cache}, against which
     * RFC 9111, 5.2.1.6 says what is wanted here: the bytes as they are.
     */
    private static final Map<String, String> DEFAULT_HEADERS = Map.of(
            "User-Agent", "xprim-models", "Accept", "*/*", "Cache-Control", "no-transform", "Pragma", "no-transform");

    private final HttpTransportConfig config;
    private final TlsSettings tls;
    private final int connectMillis;
    private final int idleMillis;
    private final AtomicBoolean warnedOfCookies = new AtomicBoolean();

    /** Answers nothing. The JDK uses a connection again only with the same one, so there is one for all. */
    private final Authenticator noCredentials = new Authenticator() {};

    Connections(HttpTransportConfig config) {
        this.config = config;
        tls = new TlsSettings(config.sslContext());
        connectMillis = millis(config.connectTimeout());
        idleMillis = millis(config.idleTimeout());
    }

    /** Prepares a connection for a request, without I/O. */
    Connection open(TransportRequest request) throws TransportException {
        warnOfCookies();
        Proxy proxy = proxyFor(request.uri());
        HttpURLConnection http = open(request.uri(), proxy);
        try {
            http.setRequestMethod(request.method());
        } catch (IOException e) {
            throw new IllegalArgumentException("no method that HttpURLConnection knows: " + request.method(), e);
        }
        http.setInstanceFollowRedirects(false);
        http.setUseCaches(false);
        http.setAllowUserInteraction(false);
        http.setAuthenticator(noCredentials);
        http.setConnectTimeout(connectMillis);
        http.setReadTimeout(idleMillis);
        if (http instanceof HttpsURLConnection https) {
            tls.applyTo(https);
        }
        DEFAULT_HEADERS.forEach(http::setRequestProperty);
        request.headers().asMap().forEach((name, values) -> setHeader(http, name, values));
        return new Connection(http, proxy.type() != Proxy.Type.DIRECT);
    }

    private static HttpURLConnection open(URI uri, Proxy proxy) throws TransportException {
        URLConnection connection;
        try {
            connection = uri.toURL().openConnection(proxy);
        } catch (IOException e) {
            throw new TransportException(TransportException.Kind.OTHER, "the address cannot be opened", e);
        }
        if (connection instanceof HttpURLConnection http) {
            return http;
        }
        throw new IllegalArgumentException("no address for HTTP: its scheme is " + uri.getScheme());
    }

    private static void setHeader(HttpURLConnection http, String name, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            if (i == 0) {
                http.setRequestProperty(name, values.get(i));
            } else {
                http.addRequestProperty(name, values.get(i));
            }
        }
    }

    private Proxy proxyFor(URI uri) {
        return config.proxy().map(selector -> selector.select(uri)).stream()
                .flatMap(List::stream)
                .findFirst()
                .orElse(Proxy.NO_PROXY);
    }

    private void warnOfCookies() {
        if (CookieHandler.getDefault() != null && warnedOfCookies.compareAndSet(false, true)) {
            config.logger()
                    .log(
                            System.Logger.Level.WARNING,
                            "the program's default CookieHandler takes part in the requests of the transport"
                                    + " \"urlconnection\"; choose another transport to keep it out");
        }
    }

    private static int millis(Duration timeout) {
        try {
            return (int) Math.max(1, Math.min(Integer.MAX_VALUE, timeout.toMillis()));
        } catch (ArithmeticException e) {
            return Integer.MAX_VALUE;
        }
    }
}
