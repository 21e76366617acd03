// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import io.xprim.models.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was found on the path for a service: the providers that could be loaded, and what speaks against the others. */
final class ProviderCandidates<P extends Provider> {
    /** A provider list that fails this often is not read on: an iterator that only fails would never end. */
    private static final int MOST_FAILURES = 100;

    private static final Map<Class<?>, String> ARTIFACTS = Map.of(
            ModelManagerProvider.class, "io.xprim:xprim-models-core",
            HttpTransportProvider.class, "io.xprim:xprim-models-transport-urlconnection");

    private final Class<P> service;
    private final List<P> loaded = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();

    /** A candidate that is not used. */
    record Rejection(String name, String reason, @Nullable Throwable cause) {
        @Override
        public String toString() {
            return name + " (" + reason + (cause == null ? "" : ": " + SafeText.of(cause.toString())) + ")";
        }
    }

    private ProviderCandidates(Class<P> service) {
        this.service = service;
    }

    static <P extends Provider> ProviderCandidates<P> load(Class<P> service, Optional<ClassLoader> given) {
        ProviderCandidates<P> candidates = new ProviderCandidates<>(service);
        Stream<@Nullable ClassLoader> loaders = given.isPresent()
                ? Stream.of(given.get())
                : Stream.of(
                        ProviderCandidates.class.getClassLoader(),
                        Thread.currentThread().getContextClassLoader());
        loaders.filter(Objects::nonNull)
                .distinct()
                .forEach(loader -> candidates.loadFrom(ServiceLoader.load(service, loader)));
        return candidates;
    }

    List<P> loaded() {
        return loaded;
    }

    List<Rejection> rejections() {
        return rejections;
    }

    void reject(String name, String reason, @Nullable Throwable cause) {
        rejections.add(new Rejection(name, reason, cause));
    }

    ProviderNotFoundException notFound(String wanted, Collection<P> usable) {
        StringBuilder message = new StringBuilder("no ").append(service.getSimpleName());
        if (!wanted.isEmpty()) {
            message.append(' ').append(wanted);
        }
        message.append(" on the module path or class path");
        List<String> candidates = Stream.concat(
                        usable.stream().map(ProviderCandidates::describe),
                        rejections.stream().map(Rejection::toString))
                .toList();
        message.append(
                candidates.isEmpty() ? "; there are no candidates" : "; there are: " + String.join(", ", candidates));
        String artifact = ARTIFACTS.get(service);
        if (artifact != null && usable.isEmpty()) {
            message.append("; add ").append(artifact);
        }
        ProviderNotFoundException failure = new ProviderNotFoundException(message.toString());
        rejections.stream().map(Rejection::cause).filter(Objects::nonNull).forEach(failure::addSuppressed);
        return failure;
    }

    /** Id, class, where it comes from and its priority. */
    static String describe(Provider provider) {
        Module module = provider.getClass().getModule();
        String origin = module.isNamed() ? " in module " + module.getName() : "";
        return provider.id() + " (" + provider.getClass().getName() + origin + ", priority " + provider.priority()
                + ")";
    }

    private void loadFrom(ServiceLoader<P> loader) {
        Iterator<P> iterator = loader.iterator();
        for (int failures = 0; failures < MOST_FAILURES; ) {
            try {
                if (!iterator.hasNext()) {
                    return;
                }
                add(iterator.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                failures++;
                reject("a provider", "it could not be loaded", e);
            }
        }
    }

    private void add(P provider) {
        if (loaded.stream().noneMatch(other -> other.getClass() == provider.getClass())) {
            loaded.add(provider);
        }
    }
}
