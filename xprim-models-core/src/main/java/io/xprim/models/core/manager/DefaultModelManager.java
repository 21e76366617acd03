// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.CallOptions;
import io.xprim.models.CancelledException;
import io.xprim.models.InstalledModel;
import io.xprim.models.ModelException;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.NotInstalledException;
import io.xprim.models.PruneResult;
import io.xprim.models.PullOptions;
import io.xprim.models.PullPlan;
import io.xprim.models.PullResult;
import io.xprim.models.RebuildResult;
import io.xprim.models.RemoteModel;
import io.xprim.models.RemoteModelDetail;
import io.xprim.models.RemoveOptions;
import io.xprim.models.RemoveResult;
import io.xprim.models.UpdateCheck;
import io.xprim.models.UpdateChecks;
import io.xprim.models.VerifyOptions;
import io.xprim.models.VerifyResult;
import io.xprim.models.core.format.IndexSelection;
import io.xprim.models.core.registry.Registry;
import io.xprim.models.spi.ModelManagerConfig;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The manager: each method a use case, none of which touches a byte. */
final class DefaultModelManager implements ModelManager {
    private static final String ANY = "any";

    private final Services services;
    private final Calls calls;
    private final System.Logger logger;

    DefaultModelManager(ModelManagerConfig config) {
        this.services = new Services(config);
        this.calls = new Calls(config.appName(), this::log);
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
    public Path ensure(ModelRef ref, PullOptions options) {
        Optional<Path> installed = calls.run("ensure " + ref, options.call(), cancellation -> {
            try {
                return Optional.of(services.store().get(ref, cancellation).path());
            } catch (NotInstalledException e) {
                return Optional.empty();
            }
        });
        return installed.orElseGet(() -> pull(ref, options).model().path());
    }

    @Override
    public void remove(ModelRef ref, RemoveOptions options) {
        calls.run("remove " + ref, options.call(), cancellation -> {
            new Removal(services.store(), options, logger).one(ref, cancellation);
            return true;
        });
    }

    @Override
    public RemoveResult removeAll(String group, String model, RemoveOptions options) {
        ModelRef any = anyModel(group, model);
        return calls.run(
                "remove " + group + "/" + model,
                options.call(),
                cancellation ->
                        new Removal(services.store(), options, logger).all(any.group(), any.model(), cancellation));
    }

    @Override
    public VerifyResult verify(ModelRef ref, VerifyOptions options) {
        return calls.run(
                "verify " + ref,
                options.call(),
                cancellation -> new Verify(
                                ref,
                                options,
                                services::registry,
                                services.store(),
                                calls.executor(),
                                services.limits(),
                                logger)
                        .run(cancellation));
    }

    @Override
    public RebuildResult rebuild(CallOptions options) {
        return calls.run("rebuild", options, cancellation -> {
            RebuildResult result = services.store().rebuild(cancellation);
            result.setAside()
                    .ifPresent(copy -> logger.log(
                            Level.WARNING,
                            "registry.json was damaged and is rebuilt; the damaged one is kept as " + copy));
            result.unlisted()
                    .forEach(folder -> logger.log(
                            Level.WARNING,
                            folder + " is not listed: nothing tells whether it is whole; pull it again"));
            return result;
        });
    }

    @Override
    public Path checkLocks(CallOptions options) {
        return calls.run(
                "check locks",
                options,
                cancellation -> new LockProbe(services.store(), services.fileLocker()).run(cancellation));
    }

    @Override
    public PruneResult prune(CallOptions options) {
        return calls.run(
                "prune", options, cancellation -> services.store().leftovers().delete(cancellation));
    }

    /**
     * A reference to check the names of a group and a model with.
     *
     * @throws io.xprim.models.InvalidReferenceException if one is malformed
     */
    private static ModelRef anyModel(String group, String model) {
        return new ModelRef(group, model, ANY);
    }

    @Override
    public List<InstalledModel> listInstalled() {
        return calls.run(
                "list", CallOptions.defaults(), cancellation -> services.store().list(cancellation));
    }

    @Override
    public List<ModelRef> installedRefs() {
        return calls.run(
                "list",
                CallOptions.defaults(),
                cancellation -> List.copyOf(services.store().entries().keySet()));
    }

    @Override
    public InstalledModel getInstalled(ModelRef ref) {
        return calls.run(
                "info " + ref,
                CallOptions.defaults(),
                cancellation -> services.store().getDetailed(ref, cancellation));
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
        return listRemote("list", IndexSelection.all(), options);
    }

    @Override
    public List<RemoteModel> listRemote(String group, CallOptions options) {
        String known = anyModel(group, ANY).group();
        return listRemote("list " + known, IndexSelection.group(known), options);
    }

    @Override
    public List<RemoteModel> listRemote(String group, String model, CallOptions options) {
        ModelRef any = anyModel(group, model);
        return listRemote("list " + group + "/" + model, IndexSelection.modelOf(any), options);
    }

    private List<RemoteModel> listRemote(String operation, IndexSelection wanted, CallOptions options) {
        Registry registry = services.registry();
        return calls.run(
                operation, options, cancellation -> new RemoteModels(registry, logger).list(wanted, cancellation));
    }

    @Override
    public UpdateCheck checkUpdate(ModelRef ref, CallOptions options) {
        Registry registry = services.registry();
        return calls.run(
                "update " + ref,
                options,
                cancellation -> new Updates(registry, services.store()).one(ref, cancellation));
    }

    @Override
    public UpdateChecks checkUpdates(CallOptions options) {
        Registry registry = services.registry();
        return calls.run("update", options, cancellation -> new Updates(registry, services.store()).all(cancellation));
    }

    @Override
    public RemoteModel getRemote(ModelRef ref, CallOptions options) {
        Registry registry = services.registry();
        return calls.run("info " + ref, options, cancellation -> Lookup.find(registry, ref, cancellation));
    }

    @Override
    public RemoteModelDetail getRemoteDetail(ModelRef ref, CallOptions options) {
        Registry registry = services.registry();
        return calls.run(
                "info " + ref, options, cancellation -> new RemoteModels(registry, logger).detail(ref, cancellation));
    }

    private void log(ModelException failure) {
        Level level = failure instanceof CancelledException ? Level.INFO : Level.ERROR;
        logger.log(level, String.valueOf(failure.getMessage()));
    }

    @Override
    public void close() {
        calls.close();
        services.close();
    }
}
