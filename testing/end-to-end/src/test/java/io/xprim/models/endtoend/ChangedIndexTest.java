// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelNotFoundException;
import io.xprim.models.PullOptions;
import io.xprim.models.PullResult;
import io.xprim.models.RegistryException;
import io.xprim.models.Sha256;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry is published to, and what was there before deleted, while a pull has read its index and not yet the manifest. */
@Timeout(60)
final class ChangedIndexTest {
    private static final String INDEX = "/models.json";
    private static final SampleModel OLD =
            new SampleModel().randomFile("a.bin", 30_000, 1).chunkSize(10_000);
    private static final SampleModel NEW =
            new SampleModel().randomFile("a.bin", 30_000, 2).chunkSize(10_000);
    private static final String OLD_MANIFEST = "/data/" + OLD.manifestHash();
    private static final String NEW_MANIFEST = "/data/" + NEW.manifestHash();

    @TempDir
    private Path base;

    private Sandbox sandbox;
    private final CountDownLatch changed = new CountDownLatch(1);

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(base);
        sandbox.with(OLD);
        sandbox.server.next(
                OLD_MANIFEST, NetworkFault.all(new NetworkFault.Hold(changed), new NetworkFault.Status(404)));
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    @Tag("N22")
    void theIndexIsReadOnceMoreAndWhatItHasNowIsInstalledWhole() throws Exception {
        Thread publisher = publishOnceTheOldManifestIsAskedFor(new SampleRegistry().add("g", "m", "v", NEW));
        try (ModelManager manager = sandbox.manager()) {
            assertThat(manager.pull(Sandbox.REF).outcome()).isEqualTo(PullResult.Outcome.INSTALLED);
            StoreCheck.assertWhole(manager);
        }
        publisher.join();
        sandbox.assertInstalled("v", NEW);
        assertThat(sandbox.server.count(INDEX)).isEqualTo(2);
        assertThat(sandbox.server.count(OLD_MANIFEST)).isEqualTo(1);
        OLD.chunkHashes()
                .forEach(hash ->
                        assertThat(sandbox.server.count("/data/" + hash)).isZero());
    }

    @Test
    @Tag("N22")
    void soItIsForWhatAPullWouldDo() throws Exception {
        Thread publisher = publishOnceTheOldManifestIsAskedFor(new SampleRegistry().add("g", "m", "v", NEW));
        try (ModelManager manager = sandbox.manager()) {
            assertThat(manager.plan(Sandbox.REF, PullOptions.defaults()).manifestHash())
                    .isEqualTo(new Sha256(NEW.manifestHash()));
        }
        publisher.join();
    }

    @Test
    @Tag("N22")
    void soItIsForWhatARegistryHas() throws Exception {
        Thread publisher = publishOnceTheOldManifestIsAskedFor(new SampleRegistry().add("g", "m", "v", NEW));
        try (ModelManager manager = sandbox.manager()) {
            assertThat(manager.getRemoteDetail(Sandbox.REF).model().manifestHash())
                    .isEqualTo(new Sha256(NEW.manifestHash()));
        }
        publisher.join();
    }

    @Test
    @Tag("N22")
    void aModelThatIsGoneFromTheIndexIsNotFound() throws Exception {
        Thread publisher = publishOnceTheOldManifestIsAskedFor(new SampleRegistry().add("g", "other", "v", NEW));
        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF)).isInstanceOf(ModelNotFoundException.class);
        }
        publisher.join();
        assertThat(sandbox.version("v")).doesNotExist();
    }

    @Test
    @Tag("N12")
    @Tag("N22")
    void anIndexThatStillLeadsToAManifestThatIsNotThereIsNoThirdTimeRead() {
        changed.countDown();
        sandbox.server.always(OLD_MANIFEST, new NetworkFault.Status(404));
        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("status 404")
                    .hasMessageContaining(OLD_MANIFEST);
        }
        assertThat(sandbox.server.count(INDEX)).isEqualTo(2);
        assertThat(sandbox.server.count(OLD_MANIFEST)).isEqualTo(1);
        assertThat(sandbox.server.count(NEW_MANIFEST)).isZero();
    }

    private Thread publishOnceTheOldManifestIsAskedFor(SampleRegistry registry) {
        Thread publisher = new Thread(() -> {
            try {
                sandbox.server.awaitRequests(OLD_MANIFEST, 1);
            } catch (InterruptedException e) {
                throw new AssertionError("nobody interrupts", e);
            }
            sandbox.server.serve(registry.toMap());
            changed.countDown();
        });
        publisher.start();
        return publisher;
    }
}
