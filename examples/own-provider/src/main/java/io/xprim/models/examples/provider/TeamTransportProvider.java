// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.provider;

import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.HttpTransportConfig;
import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.spi.ProviderSelection;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Makes transports that take the team's proxy, and say in each request who asks. What they carry, they carry over {@code HttpURLConnection}. */
public final class TeamTransportProvider implements HttpTransportProvider {
    private static final String PROXY = "TEAM_PROXY";

    private final Map<String, String> environment;

    /** For {@link java.util.ServiceLoader}. */
    public TeamTransportProvider() {
        this(System.getenv());
    }

    TeamTransportProvider(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public String id() {
        return "team";
    }

    @Override
    public HttpTransport open(HttpTransportConfig config) {
        HttpTransportProvider carrier = ProviderSelection.of(HttpTransportProvider.class)
                .configuredId(Optional.of("urlconnection"))
                .logger(config.logger())
                .select();
        return new NamingTransport(
                carrier.open(new ProxiedConfig(config, config.proxy().or(this::teamProxy))));
    }

    /** What the environment says, without looking the name up. */
    private Optional<ProxySelector> teamProxy() {
        return Optional.ofNullable(environment.get(PROXY))
                .map(address -> URI.create("http://" + address))
                .map(uri -> ProxySelector.of(InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort())));
    }
}
