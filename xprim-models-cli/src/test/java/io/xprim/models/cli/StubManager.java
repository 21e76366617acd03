// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import io.xprim.models.CallOptions;
import io.xprim.models.InstalledModel;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.NotInstalledException;
import io.xprim.models.PullOptions;
import io.xprim.models.PullPlan;
import io.xprim.models.PullResult;
import io.xprim.models.RemoteModel;
import io.xprim.models.RemoteModelDetail;
import io.xprim.models.Sha256;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A manager that knows what it is told, and fails as it is told. */
final class StubManager implements ModelManager {
    static final Sha256 HASH = new Sha256("0123456789abcdef".repeat(4));

    final List<InstalledModel> installed = new ArrayList<>();
    final List<RemoteModel> remote = new ArrayList<>();

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
