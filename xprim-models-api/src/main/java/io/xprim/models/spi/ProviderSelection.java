// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import io.xprim.models.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the provider of a service. One rule for all services:
 *
 * <ol>
 *   <li>an instance that the application gives is used, and nothing is looked for;
 *   <li>else, if an id is configured, the provider with that id is taken, or the choice fails;
 *   <li>else the provider with the highest {@linkplain Provider#priority() priority};
 *   <li>of several with that priority, the first by id, with a warning that names them;
 *   <li>else the built-in default, for services that have one;
 *   <li>else the choice fails with a {@link ProviderNotFoundException}.
 * </ol>
 *
 * <p>Providers are looked for in the class loader that the application gives; without one, in the API's own, then in the thread's context
 * class loader. A provider that cannot be loaded, or whose id is malformed, taken or a built-in's, is skipped with a warning, and is a
 * suppressed exception of a choice that fails: what is broken or superfluous on the path does not break an application.
 *
 * <p>Not thread-safe.
 *
 * @param <P> the type of provider
 * @since 0.1
 */
public final class ProviderSelection<P extends Provider> {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    private final Class<P> service;
    private final List<P> builtIns = new ArrayList<>();
    private @Nullable String configuredId;
    private @Nullable ClassLoader classLoader;
    private System.@Nullable Logger logger;

    private ProviderSelection(Class<P> service) {
        this.service = service;
    }

    /** Starts a choice among the providers on the path. */
    public static <P extends Provider> ProviderSelection<P> of(Class<P> service) {
        return new ProviderSelection<>(service);
    }

    /** Adds a built-in provider; the first one added is the default. */
    public ProviderSelection<P> builtIn(P provider) {
        builtIns.add(provider);
        return this;
    }

    /** The id to choose. */
    public ProviderSelection<P> configuredId(Optional<String> id) {
        configuredId = id.orElse(null);
        return this;
    }

    /** Where to look. */
    public ProviderSelection<P> classLoader(Optional<ClassLoader> loader) {
        classLoader = loader.orElse(null);
        return this;
    }

    /** Who hears the warnings and the choice. */
    public ProviderSelection<P> logger(System.Logger target) {
        logger = target;
        return this;
    }

    /**
     * Chooses.
     *
     * @throws ProviderNotFoundException if there is none to take; its message names what was sought, the candidates with the reason
     *     against each, and the artifact to add
     */
    public P select() {
        ProviderCandidates<P> found = ProviderCandidates.load(service, Optional.ofNullable(classLoader));
        Map<String, P> usable = new LinkedHashMap<>();
        for (P candidate : found.loaded()) {
            admit(candidate, usable, found);
        }
        found.rejections().forEach(rejection -> warn(rejection.toString(), rejection.cause()));
        P chosen = choose(usable, found);
        log(System.Logger.Level.DEBUG, "chose " + describe(chosen) + " as " + service.getSimpleName(), null);
        return chosen;
    }

    private void admit(P candidate, Map<String, P> usable, ProviderCandidates<P> found) {
        String id;
        try {
            id = candidate.id();
            candidate.priority();
        } catch (RuntimeException | LinkageError e) {
            found.reject(candidate.getClass().getName(), "it failed when asked for its id", e);
            return;
        }
        if (id == null || !ID.matcher(id).matches()) {
            found.reject(candidate.getClass().getName(), "its id does not match " + ID, null);
        } else if (builtIns.stream().anyMatch(builtIn -> builtIn.id().equals(id))) {
            found.reject(candidate.getClass().getName(), "its id " + id + " is a built-in's", null);
        } else if (usable.putIfAbsent(id, candidate) != null) {
            found.reject(
                    candidate.getClass().getName(),
                    "its id " + id + " is taken by " + usable.get(id).getClass().getName(),
                    null);
        }
    }

    private P choose(Map<String, P> usable, ProviderCandidates<P> found) {
        if (configuredId != null) {
            Map<String, P> all = new LinkedHashMap<>(usable);
            builtIns.forEach(builtIn -> all.putIfAbsent(builtIn.id(), builtIn));
            P chosen = all.get(configuredId);
            if (chosen == null) {
                throw found.notFound("with id " + SafeText.quoted(configuredId), all.values());
            }
            return chosen;
        }
        if (usable.isEmpty()) {
            return builtIns.stream().findFirst().orElseThrow(() -> found.notFound("", List.of()));
        }
        int highest =
                usable.values().stream().mapToInt(Provider::priority).max().orElseThrow();
        List<P> best = usable.values().stream()
                .filter(provider -> provider.priority() == highest)
                .sorted(Comparator.comparing(Provider::id))
                .toList();
        if (best.size() > 1) {
            String names = String.join(
                    ", ", best.stream().map(ProviderCandidates::describe).toList());
            warn(
                    "several providers of " + service.getSimpleName() + " have priority " + highest + ": " + names
                            + "; taking the first, choose one by id",
                    null);
        }
        return best.get(0);
    }

    private static String describe(Provider provider) {
        return ProviderCandidates.describe(provider);
    }

    private void warn(String message, @Nullable Throwable cause) {
        log(System.Logger.Level.WARNING, message, cause);
    }

    private void log(System.Logger.Level level, String message, @Nullable Throwable cause) {
        if (logger != null) {
            logger.log(level, message, cause);
        }
    }
}
