// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.embed;

import io.xprim.models.Cancellation;
import io.xprim.models.InstalledModel;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelNotFoundException;
import io.xprim.models.ModelRef;
import io.xprim.models.NetworkException;
import io.xprim.models.PublishOptions;
import io.xprim.models.PublishResult;
import io.xprim.models.PullOptions;
import io.xprim.models.PullPlan;
import io.xprim.models.PullProgress;
import io.xprim.models.PullResult;
import io.xprim.models.RateLimit;
import io.xprim.models.RegistryCredentials;
import io.xprim.models.RegistryPublisher;
import io.xprim.models.RemoteModel;
import io.xprim.models.RetryPolicy;
import io.xprim.models.VersionNotFoundException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What applications do with the library, one method each. */
final class Recipes {
    private Recipes() {}

    static ModelManager open(String registry, Path folder) {
        return ModelManager.builder("my-app")
                .registry(registry)
                .dataDirectory(folder)
                .idleTimeout(Duration.ofSeconds(10))
                .retryPolicy(RetryPolicy.builder()
                        .retries(5)
                        .firstDelay(Duration.ofMillis(500))
                        .maxDelay(Duration.ofSeconds(30))
                        .build())
                .build();
    }

    static ModelManager openWithToken(String registry, String token, String storage, String key) {
        return ModelManager.builder("my-app")
                .registry(registry)
                .credentials(RegistryCredentials.bearer(token))
                .credentials(RegistryCredentials.header("X-Api-Key", key).forOrigin(storage))
                .build();
    }

    static PullResult pullWithProgress(ModelManager models, ModelRef ref, PrintStream target) {
        PullOptions options = PullOptions.builder()
                .progress(state -> target.println(line(state)))
                .build();
        return models.pull(ref, options);
    }

    static String line(PullProgress state) {
        return state.phase() + " " + state.bytesCompleted() + "/" + state.bytesTotal();
    }

    static PullResult pullWithLimits(ModelManager models, ModelRef ref, Cancellation cancellation, RateLimit limit) {
        PullOptions options = PullOptions.builder()
                .cancellation(cancellation)
                .timeout(Duration.ofHours(1))
                .lockWait(Duration.ofMinutes(5))
                .concurrency(8)
                .rateLimit(limit)
                .build();
        return models.pull(ref, options);
    }

    static long bytesToFetch(ModelManager models, ModelRef ref) {
        PullPlan plan = models.plan(ref, PullOptions.defaults());
        return plan.bytesToFetch();
    }

    static Path pullOrFallBack(ModelManager models, ModelRef ref) {
        try {
            return models.pull(ref).model().path();
        } catch (ModelNotFoundException | VersionNotFoundException e) {
            throw new IllegalArgumentException("configure another model", e);
        } catch (NetworkException e) {
            return models.path(ref);
        }
    }

    static List<ModelRef> missing(ModelManager models) {
        List<ModelRef> installed =
                models.listInstalled().stream().map(InstalledModel::ref).toList();
        return models.listRemote().stream()
                .map(RemoteModel::ref)
                .filter(ref -> !installed.contains(ref))
                .toList();
    }

    static PublishResult publish(Path folder, ModelRef ref, Path registry) {
        PublishOptions options = PublishOptions.builder()
                .alias("latest")
                .metadata("license", "MIT")
                .build();
        return RegistryPublisher.to(registry).publish(folder, ref, options);
    }
}
