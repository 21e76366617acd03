// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import io.xprim.models.spi.TransportException;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What the configured selector says, as far as the client can follow it. Thread-safe if the selector is. */
final class Proxies extends ProxySelector {
    private final Optional<ProxySelector> selector;

    Proxies(Optional<ProxySelector> selector) {
        this.selector = selector;
    }

    /**
     * Whether connections for an address are made to a proxy.
     *
     * @throws TransportException if it is one of a kind that the client would take for none
     */
    boolean isProxied(URI uri) throws TransportException {
        return first(uri).type() == Proxy.Type.HTTP;
    }

    /** The first proxy alone: the client tries no other. */
    @Override
    public List<Proxy> select(URI uri) {
        try {
            return List.of(first(uri));
        } catch (TransportException e) {
            throw new IllegalStateException("the proxy selector has changed its mind", e);
        }
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        selector.ifPresent(configured -> configured.connectFailed(uri, address, e));
    }

    private Proxy first(URI uri) throws TransportException {
        Proxy first = selector.map(configured -> configured.select(uri)).stream()
                .flatMap(List::stream)
                .findFirst()
                .orElse(Proxy.NO_PROXY);
        if (first.type() == Proxy.Type.SOCKS) {
            throw new TransportException(
                    TransportException.Kind.PROXY, "the transport \"jdk\" cannot use SOCKS proxies", null);
        }
        return first;
    }
}
