// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.CallOptions;
import io.xprim.models.InstalledModel;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.PullOptions;
import io.xprim.models.PullPlan;
import io.xprim.models.PullResult;
import io.xprim.models.RemoteModel;
import io.xprim.models.RemoteModelDetail;
import io.xprim.models.core.registry.Registry;
import io.xprim.models.spi.ModelManagerConfig;
import java.nio.file.Path;
import java.util.List;

/** The manager: each method a use case, none of which touches a byte. */
final class DefaultModelManager implements ModelManager {
    private final Services services;
    private final Calls calls;
    private final System.Logger logger;

    DefaultModelManager(ModelManagerConfig config) {
        this.services = new Services(config);
        this.calls = new Calls(config.appName());
        this.logger = config.logger();
    }

    @Override
    public PullResult pull(ModelRef ref, PullOptions options) {
        Registry registry = services.registry();
        return calls.run(
                "pull " + ref,
                options.call(),
                cancellation ->
                        new Pull(ref, options, registry, services.store(), calls.executor(), logger).run(cancellation));
    }

    @Override
    public PullPlan plan(ModelRef ref, PullOptions options) {
        Registry registry = services.registry();
        return calls.run(
                "plan " + ref,
                options.call(),
                cancellation -> new Plan(ref, options, registry, services.store()).make(cancellation));
    }

    @Override
    public List<InstalledModel> listInstalled() {
        return calls.run(
                "list", CallOptions.defaults(), cancellation -> services.store().list(cancellation));
    }

    @Override
    public InstalledModel getInstalled(ModelRef ref) {
        return calls.run(
                "info " + ref,
                CallOptions.defaults(),
                cancellation -> services.store().get(ref, cancellation));
    }

    @Override
    public Path path(ModelRef ref) {
        return calls.run(
                "path " + ref,
                CallOptions.defaults(),
                cancellation -> services.store().get(ref, cancellation).path());
    }

    @Override
    public List<RemoteModel> listRemote(CallOptions options) {
        Registry registry = services.registry();
        return calls.run("list", options, cancellation -> new RemoteModels(registry, logger).list(cancellation));
    }

    @Override
    public RemoteModel getRemote(ModelRef ref, CallOptions options) {
        Registry registry = services.registry();
        return calls.run("info " + ref, options, cancellation -> Lookup.find(registry.index(cancellation), ref));
    }

    @Override
    public RemoteModelDetail getRemoteDetail(ModelRef ref, CallOptions options) {
        Registry registry = services.registry();
        return calls.run(
                "info " + ref, options, cancellation -> new RemoteModels(registry, logger).detail(ref, cancellation));
    }

    @Override
    public void close() {
        calls.close();
        services.close();
    }
}
