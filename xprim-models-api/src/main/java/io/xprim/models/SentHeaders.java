// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.Origin;
import io.xprim.models.spi.VariableName;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Works out which credentials go to which origin. */
final class SentHeaders {
    private final Map<Origin, Map<String, List<String>>> byOrigin = new HashMap<>();
    private final Optional<Origin> registry;

    private SentHeaders(Optional<URI> registry) {
        this.registry = registry.filter(uri -> !uri.getScheme().equalsIgnoreCase("file"))
                .map(Origin::of);
    }

    /** The variable that a token for the registry may be in. */
    static String variable(String appName) {
        return VariableName.of(appName, "TOKEN");
    }

    /**
     * The headers for each origin. The environment goes before the application, as it does where it says where models are kept. What is
     * for the registry is for nobody if that is a folder.
     *
     * @throws IllegalArgumentException if credentials would go over the network unencrypted, or the environment's token is none
     */
    static Map<Origin, HttpHeaders> of(
            String appName, Optional<URI> registry, List<RegistryCredentials> given, Map<String, String> environment) {
        SentHeaders headers = new SentHeaders(registry);
        given.forEach(credentials -> headers.add(credentials, "the credentials"));
        String variable = variable(appName);
        @Nullable String token = environment.get(variable);
        if (headers.registry.isPresent() && token != null && !token.isBlank()) {
            headers.add(bearer(variable, token), variable);
        }
        Map<Origin, HttpHeaders> all = new HashMap<>();
        headers.byOrigin.forEach((origin, fields) -> all.put(origin, HttpHeaders.of(fields)));
        return Map.copyOf(all);
    }

    private static RegistryCredentials bearer(String variable, String token) {
        try {
            return RegistryCredentials.bearer(token);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(variable + ": " + e.getMessage(), e);
        }
    }

    private void add(RegistryCredentials credentials, String source) {
        Optional<Origin> receiver = credentials.origin().or(() -> registry);
        if (receiver.isEmpty()) {
            return;
        }
        if (!receiver.get().isConfidential()) {
            throw new IllegalArgumentException(source + " would go to " + receiver.get()
                    + " unencrypted; use https, or leave the credentials out");
        }
        byOrigin.computeIfAbsent(receiver.get(), origin -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER))
                .put(credentials.name(), List.of(credentials.value()));
    }
}
