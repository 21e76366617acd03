// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.InvalidReferenceException;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.RegistryException;
import io.xprim.models.RemoteModel;
import io.xprim.models.Sha256;
import io.xprim.models.UpdateCheck;
import io.xprim.models.UpdateChecks;
import io.xprim.models.VersionNotFoundException;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Comparing what is installed with the registry, whose index is asked for as seldom as can be. */
@Timeout(120)
final class UpdateTest {
    private static final SampleModel OLD =
            new SampleModel().randomFile("a", 3000, 1).chunkSize(1000);
    private static final SampleModel NEW =
            new SampleModel().randomFile("a", 3000, 2).chunkSize(1000);
    private static final ModelRef OTHER = ModelRef.parse("g/m:w");

    @TempDir
    private Path base;

    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(base);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void aVersionThatIsNotInstalledHasNoInstalledHashAndNoUpdate() {
        sandbox.with(OLD);
        try (ModelManager manager = sandbox.manager()) {
            UpdateCheck check = manager.checkUpdate(Sandbox.REF);

            assertThat(check.installedHash()).isEmpty();
            assertThat(check.remoteHash()).isEqualTo(new Sha256(OLD.manifestHash()));
            assertThat(check.updateAvailable()).isFalse();
        }
        assertThat(base).isEmptyDirectory();
    }

    @Test
    void anUpdateShowsAndIsGoneOnceItIsPulled() {
        sandbox.with(OLD);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            assertThat(manager.checkUpdate(Sandbox.REF).updateAvailable()).isFalse();
            sandbox.with(NEW);

            UpdateCheck check = manager.checkUpdate(Sandbox.REF);

            assertThat(check.updateAvailable()).isTrue();
            assertThat(check.installedHash()).contains(new Sha256(OLD.manifestHash()));
            assertThat(check.remoteHash()).isEqualTo(new Sha256(NEW.manifestHash()));
            manager.pull(Sandbox.REF);
            assertThat(manager.checkUpdate(Sandbox.REF).updateAvailable()).isFalse();
        }
    }

    @Test
    void anAliasThatHasMovedIsAnUpdate() {
        ModelRef latest = ModelRef.parse("g/m:latest");
        sandbox.with("v", OLD).with("w", NEW);
        sandbox.registry.alias("g", "m", "latest", "v");
        sandbox.serve();
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(latest);
            assertThat(manager.checkUpdate(latest).updateAvailable()).isFalse();
            sandbox.registry.alias("g", "m", "latest", "w");
            sandbox.serve();

            UpdateCheck check = manager.checkUpdate(latest);

            assertThat(check.updateAvailable()).isTrue();
            assertThat(check.installedHash()).contains(new Sha256(OLD.manifestHash()));
            assertThat(check.remoteHash()).isEqualTo(new Sha256(NEW.manifestHash()));
        }
        assertThat(sandbox.server.count("/data/" + NEW.manifestHash())).isZero();
    }

    @Test
    void detailsTakeOneRequestMoreThanTheIndex() {
        sandbox.with(OLD);
        try (ModelManager manager = sandbox.manager()) {
            manager.getRemoteDetail(Sandbox.REF);
        }
        assertThat(sandbox.server.requests()).hasSize(2);
        assertThat(sandbox.server.count("/data/" + OLD.manifestHash())).isEqualTo(1);
    }

    @Test
    void allAreComparedWithOneIndexAndWhatTheRegistryLacksIsToldApart() {
        sandbox.with("v", OLD).with("w", OLD);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            manager.pull(OTHER);
        }
        SampleRegistry rest = new SampleRegistry();
        rest.add("g", "m", "v", OLD);
        sandbox.server.serve(rest.toMap());
        int before = sandbox.server.count("/models.json");
        try (ModelManager manager = sandbox.manager()) {
            UpdateChecks checks = manager.checkUpdates();

            assertThat(checks.checks()).extracting(UpdateCheck::ref).containsExactly(Sandbox.REF);
            assertThat(checks.failed()).containsOnlyKeys(OTHER);
            assertThat(checks.failed().get(OTHER))
                    .isInstanceOf(VersionNotFoundException.class)
                    .hasMessage("update g/m w: the registry has g/m, but no version w");
        }
        assertThat(sandbox.server.count("/models.json")).isEqualTo(before + 1);
    }

    @Test
    void aStoreWithNothingInItAsksNoRegistry() {
        try (ModelManager manager = sandbox.manager()) {
            assertThat(manager.checkUpdates().checks()).isEmpty();
        }
        assertThat(sandbox.server.requests()).isEmpty();
    }

    @Test
    void whatIsInstalledIsEnsuredWithoutARequestAndWhatIsNotIsPulled() {
        sandbox.with(OLD);
        try (ModelManager manager = sandbox.manager()) {
            Path path = manager.ensure(Sandbox.REF);
            assertThat(path).isEqualTo(sandbox.version("v"));
            int requests = sandbox.server.requests().size();

            assertThat(manager.ensure(Sandbox.REF)).isEqualTo(path);

            assertThat(sandbox.server.requests()).hasSize(requests);
        }
    }

    @Test
    void aGroupAndAModelCanBeListedAlone() {
        sandbox.with("v", OLD).with("w", OLD);
        sandbox.registry.add("g", "n", "v", OLD);
        sandbox.registry.add("h", "m", "v", OLD);
        sandbox.serve();
        try (ModelManager manager = sandbox.manager()) {
            assertThat(manager.listRemote("g"))
                    .extracting(model -> model.ref().toString())
                    .containsExactly("g/m v", "g/m w", "g/n v");
            assertThat(manager.listRemote("g", "m"))
                    .extracting(RemoteModel::ref)
                    .containsExactly(Sandbox.REF, OTHER);
            assertThat(manager.listRemote("nobody")).isEmpty();
            assertThatThrownBy(() -> manager.listRemote("../x")).isInstanceOf(InvalidReferenceException.class);
        }
    }

    @Test
    void anIndexThatHasNotChangedIsNotSentAgain() {
        sandbox.with(OLD);
        sandbox.server.next("/models.json", new NetworkFault.Header("ETag", "\"one\""));
        sandbox.server.next("/models.json", new NetworkFault.Status(304, Map.of("ETag", "\"one\"")));
        sandbox.server.next("/models.json", new NetworkFault.Header("ETag", "\"two\""));
        try (ModelManager manager = sandbox.manager()) {
            List<RemoteModel> first = manager.listRemote();
            assertThat(manager.listRemote()).hasSameSizeAs(first);
            manager.listRemote();
            manager.listRemote();
        }
        assertThat(sandbox.server.requests())
                .extracting(request -> request.header("If-None-Match"))
                .containsExactly(List.of(), List.of("\"one\""), List.of("\"one\""), List.of("\"two\""));
    }

    @Test
    void anAnswerThatClaimsNoChangeWithoutHavingBeenAskedIsRefused() {
        sandbox.server.always("/models.json", new NetworkFault.Status(304));
        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(manager::listRemote)
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("304");
        }
    }

    @Test
    void anIndexThatLeadsToNothingIsNotAskedForByItsTagAgain() {
        sandbox.with(OLD);
        String spoilt = new String(sandbox.registry.index(), StandardCharsets.UTF_8)
                .replace(OLD.manifestHash(), "0".repeat(64));
        sandbox.server.serve("/models.json", spoilt.getBytes(StandardCharsets.UTF_8));
        sandbox.server.always("/models.json", new NetworkFault.Header("ETag", "\"same\""));
        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF)).isInstanceOf(RegistryException.class);
            sandbox.serve();

            manager.pull(Sandbox.REF);
        }
        assertThat(sandbox.server.requests())
                .filteredOn(request -> request.path().equals("/models.json"))
                .hasSize(3)
                .allMatch(request -> request.header("If-None-Match").isEmpty());
    }

    @Test
    void aTagIsToldToNoOtherAddressThanTheOneThatGaveIt() {
        sandbox.with(OLD);
        sandbox.server.serve("/elsewhere.json", sandbox.registry.index());
        sandbox.server.next("/models.json", new NetworkFault.Header("ETag", "\"one\""));
        sandbox.server.next("/models.json", new NetworkFault.Redirect(302, "/elsewhere.json"));
        try (ModelManager manager = sandbox.manager()) {
            manager.listRemote();
            assertThat(manager.listRemote()).hasSize(1);
        }
        assertThat(sandbox.server.requests())
                .filteredOn(request -> request.path().equals("/elsewhere.json"))
                .singleElement()
                .matches(request -> request.header("If-None-Match").isEmpty());
    }
}
