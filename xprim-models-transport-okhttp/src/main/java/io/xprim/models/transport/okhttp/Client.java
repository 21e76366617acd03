// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.okhttp;

import io.xprim.models.spi.HttpTransportConfig;
import java.net.Proxy;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.HostnameVerifier;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** An {@link OkHttpClient} that does nothing of its own accord. Thread-safe. */
final class Client {
    /** As many as a pull may use at once. */
    private static final int IDLE_CONNECTIONS = 16;

    /** Short of what servers allow: a request on a connection that the server has just closed fails, since none is repeated. */
    private static final int IDLE_SECONDS = 5;

    private final OkHttpClient http;
    private final boolean ownsConnections;
    private final Duration connectTimeout;

    private Client(OkHttpClient.Builder builder, boolean ownsConnections, HttpTransportConfig config) {
        requireOkio();
        connectTimeout = positiveMillis(config.connectTimeout());
        http = restrained(builder, config).connectTimeout(connectTimeout).build();
        this.ownsConnections = ownsConnections;
    }

    /** Makes a client whose connections are its own. */
    static Client own(HttpTransportConfig config) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .proxyAuthenticator(Authenticator.NONE)
                .socketFactory(new DirectSockets())
                .sslSocketFactory(new TlsSockets(config.sslContext()), new UnaskedTrust());
        config.proxy().ifPresentOrElse(builder::proxySelector, () -> builder.proxy(Proxy.NO_PROXY));
        return new Client(builder, true, config);
    }

    /**
     * Makes a client out of an application's, with that one's connections.
     *
     * @throws IllegalArgumentException if it has certificate pins and the configuration has an {@code SSLContext}
     */
    static Client derived(OkHttpClient theirs, HttpTransportConfig config) {
        requirePinsCanBeChecked(theirs, config);
        OkHttpClient.Builder builder = theirs.newBuilder();
        withoutTheJvms(theirs, builder);
        config.proxy().ifPresent(selector -> builder.proxy(null).proxySelector(selector));
        if (config.sslContext().isPresent()) {
            builder.sslSocketFactory(new TlsSockets(config.sslContext()), new UnaskedTrust());
        }
        return new Client(builder, false, config);
    }

    /** A call that was not begun. */
    Call call(Request request) {
        return http.newCall(request);
    }

    /** How long a connection may take to be made. */
    Duration connectTimeout() {
        return connectTimeout;
    }

    /** Closes idle connections, but for those of the application's. */
    void closeIdle() {
        if (ownsConnections) {
            http.connectionPool().evictAll();
        }
    }

    private static OkHttpClient.Builder restrained(OkHttpClient.Builder builder, HttpTransportConfig config) {
        Duration idleTimeout = positiveMillis(config.idleTimeout());
        HostnameVerifier verifier = builder.build().hostnameVerifier();
        AnswersAsSent.install(builder);
        return builder.addNetworkInterceptor(new BadLengths())
                .addNetworkInterceptor(new LongHeads())
                .callTimeout(Duration.ZERO)
                .readTimeout(idleTimeout)
                .writeTimeout(idleTimeout)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .fastFallback(false)
                .cookieJar(CookieJar.NO_COOKIES)
                .authenticator(Authenticator.NONE)
                .cache(null)
                // With another verifier than its own, OkHttp uses no connection for a second host.
                .hostnameVerifier((host, session) -> verifier.verify(host, session));
    }

    /**
     * OkHttp compares pins with the part of a chain that leads to an issuer whom its trust manager knows. A context cannot be asked for its
     * issuers; and what else a server sends with its certificate proves nothing.
     */
    private static void requirePinsCanBeChecked(OkHttpClient theirs, HttpTransportConfig config) {
        if (config.sslContext().isPresent()
                && !theirs.certificatePinner().getPins().isEmpty()) {
            throw new IllegalArgumentException(
                    "the OkHttpClient has certificate pins, which cannot be checked with an SSLContext;"
                            + " leave ModelManagerBuilder.sslContext out, and give its keys and certificates to the client:"
                            + " OkHttpClient.Builder.sslSocketFactory(SSLSocketFactory, X509TrustManager)");
        }
    }

    /** What OkHttp takes from the JVM where the application said nothing. */
    private static void withoutTheJvms(OkHttpClient theirs, OkHttpClient.Builder builder) {
        if (theirs.proxy() == null && theirs.proxySelector() == ProxySelector.getDefault()) {
            builder.proxy(Proxy.NO_PROXY);
        }
        if (theirs.socketFactory() == SocketFactory.getDefault()) {
            builder.socketFactory(new DirectSockets());
        }
    }

    /** Without okio a client can be made, and not a single URL: better it fails here, where another transport can still be taken. */
    private static void requireOkio() {
        HttpUrl.get("http://localhost/");
    }

    /** What OkHttp takes: 0 would be none. */
    private static Duration positiveMillis(Duration timeout) {
        Duration longest = Duration.ofMillis(Integer.MAX_VALUE);
        Duration shortest = Duration.ofMillis(1);
        if (timeout.compareTo(shortest) < 0) {
            return shortest;
        }
        return timeout.compareTo(longest) > 0 ? longest : timeout;
    }
}
