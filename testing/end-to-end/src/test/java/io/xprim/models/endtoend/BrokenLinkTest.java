// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.ModelManager;
import io.xprim.models.NetworkException;
import io.xprim.models.PullOptions;
import io.xprim.models.PullResult;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections that end between chunks, and a link that is gone for a while. */
@Timeout(120)
final class BrokenLinkTest {
    private static final int CHUNK = 20_000;
    private static final int CUT = 4;
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a.bin", 10 * CHUNK, 1).chunkSize(CHUNK);
    private static final List<String> PATHS =
            MODEL.chunkHashes().stream().map(hash -> "/data/" + hash).toList();
    private static final PullOptions ONE_BY_ONE =
            PullOptions.builder().concurrency(1).build();

    @TempDir
    private Path base;

    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(base);
        sandbox.with(MODEL);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    @Tag("N20")
    void aConnectionThatIsClosedAfterEachAnswerThoughItWasToBeKeptCostsNothing() {
        PATHS.forEach(path -> sandbox.server.always(path, new NetworkFault.Truncate(CHUNK)));
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
        }
        sandbox.assertInstalled("v", MODEL);
        sandbox.assertEachChunkFetchedOnce(MODEL);
    }

    @Test
    @Tag("N21")
    void aLinkThatIsBackBeforeTheRetriesAreUsedUpEndsNothing() {
        sandbox.server.next(
                PATHS.get(CUT),
                new NetworkFault.StallInBody(CHUNK / 2),
                new NetworkFault.StallInHead(0),
                new NetworkFault.StallInHead(0));
        try (ModelManager manager = impatient()) {
            PullResult result = manager.pull(Sandbox.REF, ONE_BY_ONE);
            assertThat(result.outcome()).isEqualTo(PullResult.Outcome.INSTALLED);
        }
        sandbox.assertInstalled("v", MODEL);
        assertFetchedOnceBut(CUT, 4);
    }

    @Test
    @Tag("N21")
    void aLinkThatIsGoneForLongerEndsThePullAndTheNextFetchesOnlyWhatIsMissing() {
        PATHS.subList(CUT, PATHS.size()).forEach(path -> sandbox.server.always(path, new NetworkFault.StallInHead(0)));
        try (ModelManager manager = impatient()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF, ONE_BY_ONE)).isInstanceOf(NetworkException.class);
            PATHS.forEach(path -> sandbox.server.always(path, new NetworkFault.None()));
            manager.pull(Sandbox.REF);
        }
        sandbox.assertInstalled("v", MODEL);
        assertFetchedOnceBut(CUT, 5);
    }

    private void assertFetchedOnceBut(int chunk, int requests) {
        for (int i = 0; i < PATHS.size(); i++) {
            assertThat(sandbox.server.count(PATHS.get(i))).as("chunk %s", i).isEqualTo(i == chunk ? requests : 1);
        }
    }

    private ModelManager impatient() {
        return sandbox.builder().idleTimeout(Duration.ofSeconds(1)).build();
    }
}
