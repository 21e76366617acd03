// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import io.xprim.models.CallOptions;
import io.xprim.models.DamagedRange;
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
import io.xprim.models.Sha256;
import io.xprim.models.UpdateCheck;
import io.xprim.models.UpdateChecks;
import io.xprim.models.VerifyOptions;
import io.xprim.models.VerifyResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A manager that knows what it is told, and fails as it is told. */
final class StubManager implements ModelManager {
    static final Sha256 HASH = new Sha256("0123456789abcdef".repeat(4));
    static final Sha256 NEWER = new Sha256("fedcba9876543210".repeat(4));

    final List<InstalledModel> installed = new ArrayList<>();
    final List<RemoteModel> remote = new ArrayList<>();

    /** What fails, in a command that goes on past failures. */
    final Map<ModelRef, ModelException> stubborn = new HashMap<>();

    final Map<ModelRef, List<DamagedRange>> damage = new HashMap<>();
    final Set<ModelRef> newer = new HashSet<>();
    PruneResult pruned = PruneResult.builder().build();

    boolean rebuilt;
    boolean hasRegistry = true;

    @Nullable
    RemoveOptions removal;

    @Nullable
    RemoteModelDetail detail;

    @Nullable
    RuntimeException failure;

    BiFunction<ModelRef, PullOptions, PullResult> pull = (ref, options) -> result(ref, PullResult.Outcome.INSTALLED);
    int closed;

    static InstalledModel model(String group, String model, String version) {
        return InstalledModel.builder()
                .ref(new ModelRef(group, model, version))
                .manifestHash(HASH)
                .totalSize(79_167_488)
                .fileCount(3)
                .installedAt(Instant.parse("2026-11-20T10:30:59.123Z"))
                .path(Path.of("/store", group, model, version).toAbsolutePath())
                .build();
    }

    static PullResult result(ModelRef ref, PullResult.Outcome outcome) {
        return PullResult.builder()
                .model(model(ref.group(), ref.model(), ref.version()))
                .outcome(outcome)
                .bytesFetched(73_400_320)
                .bytesReused(5_767_168)
                .bytesVerified(79_167_488)
                .elapsed(Duration.ofMillis(1340))
                .build();
    }

    @Override
    public PullResult pull(ModelRef ref, PullOptions options) {
        failIfTold();
        return pull.apply(ref, options);
    }

    @Override
    public PullPlan plan(ModelRef ref, PullOptions options) {
        failIfTold();
        return PullPlan.builder()
                .ref(ref)
                .manifestHash(HASH)
                .outcome(PullResult.Outcome.UPDATED)
                .totalSize(79_167_488)
                .fileCount(3)
                .bytesToFetch(1024)
                .bytesToReuse(79_166_464)
                .build();
    }

    @Override
    public List<InstalledModel> listInstalled() {
        failIfTold();
        return installed;
    }

    @Override
    public InstalledModel getInstalled(ModelRef ref) {
        failIfTold();
        return installed.stream()
                .filter(model -> model.ref().equals(ref))
                .findFirst()
                .orElseThrow(() -> new NotInstalledException(ref + " is not installed"));
    }

    @Override
    public Path path(ModelRef ref) {
        return getInstalled(ref).path();
    }

    @Override
    public List<ModelRef> installedRefs() {
        failIfTold();
        return installed.stream().map(InstalledModel::ref).toList();
    }

    @Override
    public Path ensure(ModelRef ref, PullOptions options) {
        return path(ref);
    }

    @Override
    public void remove(ModelRef ref, RemoveOptions options) {
        failIfTold();
        removal = options;
        if (!installed.removeIf(model -> model.ref().equals(ref))) {
            throw new NotInstalledException("remove " + ref + ": " + ref + " is not installed");
        }
    }

    @Override
    public RemoveResult removeAll(String group, String model, RemoveOptions options) {
        failIfTold();
        List<ModelRef> refs = installedRefs().stream()
                .filter(ref -> ref.group().equals(group) && ref.model().equals(model))
                .filter(ref -> !stubborn.containsKey(ref))
                .toList();
        if (refs.isEmpty() && stubborn.isEmpty()) {
            throw new NotInstalledException("no version of " + group + "/" + model + " is installed");
        }
        refs.forEach(ref -> remove(ref, options));
        return RemoveResult.builder().removed(refs).failed(stubborn).build();
    }

    @Override
    public VerifyResult verify(ModelRef ref, VerifyOptions options) {
        if (options.repair() && !hasRegistry && damage.containsKey(ref)) {
            throw new IllegalStateException("no registry is configured");
        }
        getInstalled(ref);
        if (stubborn.containsKey(ref)) {
            throw stubborn.get(ref);
        }
        List<DamagedRange> ranges = damage.getOrDefault(ref, List.of());
        boolean repaired = options.repair() && !ranges.isEmpty();
        return VerifyResult.builder()
                .ref(ref)
                .damaged(ranges)
                .repaired(repaired)
                .bytesFetched(repaired ? 1024 : 0)
                .build();
    }

    @Override
    public RebuildResult rebuild(CallOptions options) {
        failIfTold();
        rebuilt = true;
        return RebuildResult.builder().build();
    }

    @Override
    public Path checkLocks(CallOptions options) {
        failIfTold();
        return Path.of("/models");
    }

    @Override
    public PruneResult prune(CallOptions options) {
        failIfTold();
        return pruned;
    }

    @Override
    public List<RemoteModel> listRemote(String group, CallOptions options) {
        return listRemote(options);
    }

    @Override
    public List<RemoteModel> listRemote(String group, String model, CallOptions options) {
        return listRemote(options);
    }

    @Override
    public UpdateCheck checkUpdate(ModelRef ref, CallOptions options) {
        failIfTold();
        UpdateCheck.Builder check = UpdateCheck.builder().ref(ref).remoteHash(newer.contains(ref) ? NEWER : HASH);
        if (installedRefs().contains(ref)) {
            check.installedHash(HASH);
        }
        return check.build();
    }

    @Override
    public UpdateChecks checkUpdates(CallOptions options) {
        return UpdateChecks.builder()
                .checks(installedRefs().stream()
                        .filter(ref -> !stubborn.containsKey(ref))
                        .map(ref -> checkUpdate(ref, options))
                        .toList())
                .failed(stubborn)
                .build();
    }

    @Override
    public List<RemoteModel> listRemote(CallOptions options) {
        failIfTold();
        return remote;
    }

    @Override
    public RemoteModel getRemote(ModelRef ref, CallOptions options) {
        return getRemoteDetail(ref, options).model();
    }

    @Override
    public RemoteModelDetail getRemoteDetail(ModelRef ref, CallOptions options) {
        failIfTold();
        if (detail == null) {
            throw new AssertionError("no detail was told");
        }
        return detail;
    }

    @Override
    public void close() {
        closed++;
    }

    private void failIfTold() {
        if (failure != null) {
            throw failure;
        }
    }
}
