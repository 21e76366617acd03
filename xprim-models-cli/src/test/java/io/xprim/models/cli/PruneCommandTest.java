// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.PruneResult;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PruneCommandTest {
    private final Cli cli = new Cli("mytool");

    @Test
    void whatWasFreedIsTold() {
        cli.manager.pruned =
                PruneResult.builder().bytesFreed(5_242_880).entries(3).build();
        assertThat(cli.type("y\ny\ny\n").run("prune")).isZero();
        assertThat(cli.err()).isEqualTo("Delete unfinished pulls and cached chunks? [y/N] ");
        assertThat(cli.out().lines()).containsExactly("Freed 5.0 MB (3 entries)");
        assertThat(cli.run("--json", "prune", "-y")).isZero();
        assertThat(Json.object(cli.out())).isEqualTo(Map.of("bytes_freed", 5_242_880L, "entries", 3L));
    }

    @Test
    void nothingToDeleteIsNoFailure() {
        assertThat(cli.run("prune", "--yes")).isZero();
        assertThat(cli.out().lines()).containsExactly("Nothing to delete");
    }

    @Test
    void whoDoesNotSayYesKeepsEverything() {
        assertThat(cli.type("\n").run("prune")).isZero();
        assertThat(cli.err()).contains("Aborted.");
        assertThat(cli.run("prune")).isZero();
        assertThat(cli.type("").run("prune")).isEqualTo(2);
    }
}
