// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.provider;

import io.xprim.models.ModelManager;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.PathPolicy;
import java.net.ProxySelector;
import javax.net.ssl.SSLContext;

/** How an application says what it wants to use, one method each. */
final class Choices {
    private Choices() {}

    static ModelManager byId(String registry) {
        return ModelManager.builder("my-app")
                .registry(registry)
                .transport("urlconnection")
                .build();
    }

    static ModelManager instances(String registry, HttpTransport transport, PathPolicy policy) {
        return ModelManager.builder("my-app")
                .registry(registry)
                .transport(transport)
                .pathPolicy(policy)
                .build();
    }

    static ModelManager proxied(String registry, ProxySelector proxy, SSLContext trust) {
        return ModelManager.builder("my-app")
                .registry(registry)
                .proxy(proxy)
                .sslContext(trust)
                .build();
    }
}
