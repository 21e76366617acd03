// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import io.xprim.models.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was found for a service: the providers that can be chosen, and what speaks against the others. */
final class ProviderCandidates<P extends Provider> {
    /** A provider list that fails this often is not read on: an iterator that only fails would never end. */
    private static final int MOST_FAILURES = 100;

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    private final Class<P> service;
    private final List<Candidate<P>> builtIns;
    private final List<Candidate<P>> usable = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<String> incomplete = new ArrayList<>();

    private ProviderCandidates(Class<P> service, List<P> builtIns) {
        this.service = service;
        this.builtIns = new ArrayList<>(builtIns.stream().map(Candidate::of).toList());
    }

    static <P extends Provider> ProviderCandidates<P> find(
            Class<P> service, List<P> builtIns, Optional<ClassLoader> given) {
        ProviderCandidates<P> candidates = new ProviderCandidates<>(service, builtIns);
        Stream<@Nullable ClassLoader> loaders = given.isPresent()
                ? Stream.of(given.get())
                : Stream.of(
                        ProviderCandidates.class.getClassLoader(),
                        Thread.currentThread().getContextClassLoader());
        List<P> loaded = new ArrayList<>();
        loaders.filter(Objects::nonNull)
                .distinct()
                .forEach(loader -> candidates.load(ServiceLoader.load(service, loader), loaded));
        loaded.stream()
                .flatMap(provider -> candidates.ask(provider).stream())
                .sorted(Candidate.BEST_FIRST)
                .forEach(candidates::admit);
        candidates.rejections.sort(Comparator.comparing(Rejection::toString));
        return candidates;
    }

    /** Those on the path, the one to take first. */
    List<Candidate<P>> usable() {
        return usable;
    }

    /** The one to take if nothing usable is on the path. */
    Optional<Candidate<P>> builtInDefault() {
        return builtIns.stream().findFirst();
    }

    Optional<Candidate<P>> withId(String id) {
        return all().filter(candidate -> candidate.id().equals(id)).findFirst();
    }

    List<Rejection> rejections() {
        return rejections;
    }

    /** Takes away a candidate that was chosen and could not be opened. */
    Rejection rejectUnopened(Candidate<P> candidate, Throwable cause) {
        usable.remove(candidate);
        builtIns.remove(candidate);
        incomplete.add(candidate.id());
        Rejection rejection = Rejection.unopenable(candidate, cause);
        rejections.add(rejection);
        return rejection;
    }

    ProviderNotFoundException noneFound() {
        return failure("", ProviderAdvice.on(service).forAny(incomplete));
    }

    ProviderNotFoundException noneWithId(String id) {
        return failure(
                " with id " + SafeText.quoted(id),
                ProviderAdvice.on(service).forId(id, all().map(Candidate::id).toList(), incomplete));
    }

    private ProviderNotFoundException failure(String wanted, String advice) {
        List<String> candidates = Stream.concat(
                        all().map(Candidate::toString), rejections.stream().map(Rejection::toString))
                .toList();
        ProviderNotFoundException failure = new ProviderNotFoundException("no " + service.getSimpleName() + wanted
                + " on the module path or class path; "
                + (candidates.isEmpty() ? "there are no candidates" : "there are: " + String.join(", ", candidates))
                + "; " + advice);
        rejections.stream().map(Rejection::cause).filter(Objects::nonNull).forEach(failure::addSuppressed);
        return failure;
    }

    Stream<Candidate<P>> all() {
        return Stream.concat(usable.stream(), builtIns.stream());
    }

    private void load(ServiceLoader<P> loader, List<P> loaded) {
        Iterator<P> iterator = loader.iterator();
        for (int failures = 0; failures < MOST_FAILURES; ) {
            try {
                if (!iterator.hasNext()) {
                    return;
                }
                P provider = iterator.next();
                if (loaded.stream().noneMatch(other -> other.getClass() == provider.getClass())) {
                    loaded.add(provider);
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                failures++;
                Rejection rejection = Rejection.unloadable(service, e);
                // A module that is also declared for the class path is met twice, or by two loaders.
                if (rejections.stream().noneMatch(other -> other.toString().equals(rejection.toString()))) {
                    rejections.add(rejection);
                }
            }
        }
    }

    private Optional<Candidate<P>> ask(P provider) {
        Candidate<P> candidate;
        try {
            candidate = Candidate.of(provider);
        } catch (RuntimeException | LinkageError e) {
            rejections.add(Rejection.speechless(provider, e));
            return Optional.empty();
        }
        if (candidate.id() == null || !ID.matcher(candidate.id()).matches()) {
            reject(candidate, "its id does not match " + ID);
            return Optional.empty();
        }
        return Optional.of(candidate);
    }

    private void admit(Candidate<P> candidate) {
        Optional<Candidate<P>> holder = withId(candidate.id());
        if (holder.isEmpty()) {
            usable.add(candidate);
        } else if (builtIns.contains(holder.get())) {
            reject(candidate, "its id " + candidate.id() + " is a built-in's");
        } else {
            reject(
                    candidate,
                    "its id " + candidate.id() + " is taken by " + holder.get().className());
        }
    }

    private void reject(Candidate<P> candidate, String reason) {
        rejections.add(new Rejection(candidate.className(), reason, null));
    }
}
