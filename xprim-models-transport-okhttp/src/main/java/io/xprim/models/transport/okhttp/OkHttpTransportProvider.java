// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.okhttp;

import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.HttpTransportConfig;
import io.xprim.models.spi.HttpTransportProvider;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;

/**
 * Makes transports over OkHttp: over a client of their own, or, in a subclass, over one that is derived from the application's.
 *
 * <pre>{@code
 * public final class CompanyTransportProvider extends OkHttpTransportProvider {
 *     public CompanyTransportProvider() {
 *         super("company", CompanyHttp::client);
 *     }
 * }
 * }</pre>
 *
 * <p>Of the application's client are kept: its interceptors and event listeners, DNS, dispatcher and connection pool (which it goes on to
 * own: closing a transport ends the transport's calls alone), protocols, connection specifications, host name verifier and certificate pins,
 * socket factory and pings. Its TLS sockets are kept unless the configuration has an {@code SSLContext}; its proxy or proxy selector, unless
 * the configuration has one or it is the JVM's default; its proxy authenticator, for the tunnels of https. Pins and an {@code SSLContext} do
 * not go together, since OkHttp checks pins with the trust manager of the client: {@link #open} then refuses, and the client is to be given
 * what the context has, with {@link OkHttpClient.Builder#sslSocketFactory(javax.net.ssl.SSLSocketFactory,
 * javax.net.ssl.X509TrustManager)}.
 *
 * <p>Set in every case, for transports to keep their contract: the timeouts of the configuration and none for a whole call; no redirects,
 * cookies, cache, authenticator, or repetition; one address tried at a time; no connection used for another host's name. An interceptor can
 * break the contract all the same, for instance by decoding content, and is trusted not to.
 *
 * @since 0.1
 */
public class OkHttpTransportProvider implements HttpTransportProvider {
    /** After a provider of the application's own, before the one that every application has. */
    private static final int PRIORITY = -10;

    private final String id;
    private final int priority;
    private final Function<HttpTransportConfig, Client> clients;

    /** Does nothing. */
    public OkHttpTransportProvider() {
        id = "okhttp";
        priority = PRIORITY;
        clients = Client::own;
    }

    /**
     * For providers of transports over the application's own client, which are taken before {@code okhttp} unless they override
     * {@link #priority()}.
     *
     * @param id see {@link #id()}
     * @param client asked once for each transport that is opened
     */
    protected OkHttpTransportProvider(String id, Supplier<OkHttpClient> client) {
        this.id = Objects.requireNonNull(id, "id");
        Objects.requireNonNull(client, "client");
        priority = 0;
        clients = config -> Client.derived(client.get(), config);
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public int priority() {
        return priority;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the application's client has certificate pins and the configuration has an {@code SSLContext}
     */
    @Override
    public final HttpTransport open(HttpTransportConfig config) {
        return new OkHttpTransport(clients.apply(config));
    }
}
