// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import io.xprim.models.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.function.Function;
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
 * class loader. A provider that cannot be loaded or opened because a class is missing or broken, or whose id is malformed, taken or a
 * built-in's, is skipped with a warning; what it failed with is a suppressed exception of a choice that fails. So what is broken or
 * superfluous on the path does not break an application. Of several with one id the one with the highest priority keeps it, then the first
 * by class name.
 *
 * <p>Not thread-safe.
 *
 * @param <P> the type of provider
 * @since 0.1
 */
public final class ProviderSelection<P extends Provider> {
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

    /** The ids to choose from, in alphabetical order. */
    public List<String> ids() {
        return find().all().map(Candidate::id).sorted().toList();
    }

    /**
     * Chooses, for a look at the provider alone; it may still turn out that it cannot be opened.
     *
     * @throws ProviderNotFoundException if there is none to take; its message names what was sought, the candidates with the reason
     *     against each, and the artifact to add
     */
    public P select() {
        return open(provider -> provider);
    }

    /**
     * Chooses and opens. A provider that lacks a class is passed over like one that cannot be loaded.
     *
     * @param opening opens a provider; what it throws comes out unchanged, but for {@link LinkageError} and {@link
     *     ServiceConfigurationError}
     * @throws ProviderNotFoundException if there is none to take, or none that can be opened; its message names what was sought, the
     *     candidates with the reason against each, and the artifact to add
     */
    public <T> T open(Function<? super P, ? extends T> opening) {
        ProviderCandidates<P> candidates = find();
        candidates.rejections().forEach(this::warn);
        while (true) {
            Candidate<P> chosen = choose(candidates);
            try {
                T opened = opening.apply(chosen.provider());
                log(System.Logger.Level.DEBUG, "chose " + chosen + " as " + service.getSimpleName(), null);
                return opened;
            } catch (ServiceConfigurationError | LinkageError e) {
                warn(candidates.rejectUnopened(chosen, e));
            }
        }
    }

    private ProviderCandidates<P> find() {
        return ProviderCandidates.find(service, builtIns, Optional.ofNullable(classLoader));
    }

    private Candidate<P> choose(ProviderCandidates<P> candidates) {
        String id = configuredId;
        if (id != null) {
            return candidates.withId(id).orElseThrow(() -> candidates.noneWithId(id));
        }
        List<Candidate<P>> usable = candidates.usable();
        if (usable.isEmpty()) {
            return candidates.builtInDefault().orElseThrow(candidates::noneFound);
        }
        Candidate<P> best = usable.get(0);
        List<String> equals = usable.stream()
                .filter(candidate -> candidate.priority() == best.priority())
                .map(Candidate::toString)
                .toList();
        if (equals.size() > 1) {
            log(
                    System.Logger.Level.WARNING,
                    "several providers of " + service.getSimpleName() + " have priority " + best.priority() + ": "
                            + String.join(", ", equals) + "; taking " + best.id()
                            + ", the first by id; " + ProviderAdvice.on(service).toChooseBeside(best.id()),
                    null);
        }
        return best;
    }

    private void warn(Rejection rejection) {
        log(
                System.Logger.Level.WARNING,
                "skipped a provider of " + service.getSimpleName() + ": " + rejection,
                rejection.cause());
    }

    private void log(System.Logger.Level level, String message, @Nullable Throwable cause) {
        if (logger != null) {
            logger.log(level, message, cause);
        }
    }
}
