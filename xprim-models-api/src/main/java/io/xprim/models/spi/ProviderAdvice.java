// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to do about a choice: what to add to the path if it failed, and how to choose otherwise. Knows the artifacts of this project. */
final class ProviderAdvice {
    private static final String GROUP = "io.xprim:";

    private final Class<? extends Provider> service;
    private final List<Artifact> artifacts;

    /** Provides a service, under an id. */
    private record Artifact(String id, String name) {
        String coordinates() {
            return GROUP + name;
        }
    }

    private ProviderAdvice(Class<? extends Provider> service, List<Artifact> artifacts) {
        this.service = service;
        this.artifacts = artifacts;
    }

    static ProviderAdvice on(Class<? extends Provider> service) {
        return new ProviderAdvice(service, artifacts(service));
    }

    private static List<Artifact> artifacts(Class<? extends Provider> service) {
        if (service == HttpTransportProvider.class) {
            // The smallest first: it needs nothing else.
            return Stream.of("urlconnection", "jdk", "okhttp")
                    .map(id -> new Artifact(id, "xprim-models-transport-" + id))
                    .toList();
        }
        return service == ModelManagerProvider.class ? List.of(new Artifact("core", "xprim-models-core")) : List.of();
    }

    /** How to have another than the one with this id, which was taken of several; only for transports is an id ever configured. */
    String toChooseBeside(String taken) {
        return service == HttpTransportProvider.class
                ? "to use another, give its id to ModelManagerBuilder.transport, or to the option --transport"
                : "to use another, take " + taken + " off the path";
    }

    /**
     * Where any provider would have done.
     *
     * @param incomplete the ids of those that could not be opened
     */
    String forAny(Collection<String> incomplete) {
        List<String> remedies = Stream.concat(incomplete.stream().map(this::completion), addition(incomplete).stream())
                .toList();
        return remedies.isEmpty() ? "add an artifact that provides one" : String.join(", or ", remedies);
    }

    /**
     * Where one with a certain id was wanted.
     *
     * @param usable the ids that could have been asked for
     * @param incomplete the ids of those that could not be opened
     */
    String forId(String id, Collection<String> usable, Collection<String> incomplete) {
        if (incomplete.contains(id)) {
            return completion(id);
        }
        return artifact(id)
                .map(artifact -> "add " + artifact.coordinates())
                .orElseGet(() -> "add the artifact that provides " + SafeText.quoted(id) + others(usable, incomplete));
    }

    private String completion(String id) {
        return "add what "
                + artifact(id).map(Artifact::coordinates).orElseGet(() -> "the artifact that provides " + id)
                + " depends on";
    }

    private Optional<String> addition(Collection<String> incomplete) {
        List<Artifact> absent = artifacts.stream()
                .filter(artifact -> !incomplete.contains(artifact.id()))
                .toList();
        if (absent.isEmpty()) {
            return Optional.empty();
        }
        String rest = absent.stream().skip(1).map(Artifact::name).collect(Collectors.joining(", "));
        return Optional.of("add " + absent.get(0).coordinates() + (rest.isEmpty() ? "" : " (or " + rest + ")"));
    }

    private String others(Collection<String> usable, Collection<String> incomplete) {
        List<String> choices = Stream.concat(
                        usable.stream(),
                        artifacts.stream()
                                .filter(artifact -> !usable.contains(artifact.id()))
                                .map(artifact -> artifact.id() + " ("
                                        + (incomplete.contains(artifact.id())
                                                ? completion(artifact.id())
                                                : "add " + artifact.coordinates())
                                        + ")"))
                .toList();
        return choices.isEmpty() ? "" : ", or choose another: " + String.join(", ", choices);
    }

    private Optional<Artifact> artifact(String id) {
        return artifacts.stream().filter(artifact -> artifact.id().equals(id)).findFirst();
    }
}
