// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks;

import io.xprim.models.benchmarks.registry.Model;
import io.xprim.models.benchmarks.registry.RegistryFolder;
import io.xprim.models.benchmarks.server.Certificate;
import java.net.URI;
import java.util.Optional;

/**
 * A model in a registry that a server has.
 *
 * @param url the registry's
 * @param trust the server's certificate, if it speaks TLS
 */
record Served(Model model, String url, Optional<Certificate> trust) {
    static Served plain(RegistryFolder registry, URI server) {
        return new Served(registry.model(), url(registry, server), Optional.empty());
    }

    static Served tls(RegistryFolder registry, URI server, Certificate certificate) {
        return new Served(registry.model(), url(registry, server), Optional.of(certificate));
    }

    private static String url(RegistryFolder registry, URI server) {
        return server + "/" + registry.path().getFileName();
    }

    /** A contender's name, with what is peculiar to this server. */
    String name(String contender) {
        return trust.isPresent() ? contender + ", TLS" : contender;
    }
}
