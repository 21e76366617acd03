// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.Cancellation;
import io.xprim.models.CancelledException;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.PullResult.Outcome;
import io.xprim.models.RateLimit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecipesTest {
    private static final ModelRef REF = new ModelRef("g", "m", "v1");
    private static final int SIZE = 1000;

    @TempDir
    private Path folder;

    private ModelManager models;

    @BeforeEach
    void publishAndOpen() throws IOException {
        Path sample = Files.createDirectory(folder.resolve("sample"));
        Files.write(sample.resolve("weights.bin"), new byte[SIZE]);
        Path registry = folder.resolve("registry");
        Recipes.publish(sample, REF, registry);
        models = Recipes.open(registry.toString(), folder.resolve("models"));
    }

    @AfterEach
    void close() {
        models.close();
    }

    @Test
    void credentialsAreIgnoredWhereTheRegistryIsAFolder() {
        try (ModelManager withToken = Recipes.openWithToken(
                folder.resolve("registry").toString(), "token", "https://storage.example.com", "key")) {
            assertThat(withToken.listRemote()).isNotEmpty();
        }
    }

    @Test
    void aPullTellsHowFarItHasCome() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();

        assertThat(Recipes.pullWithProgress(models, REF, new PrintStream(lines, true, StandardCharsets.UTF_8))
                        .outcome())
                .isEqualTo(Outcome.INSTALLED);
        assertThat(lines.toString(StandardCharsets.UTF_8)).contains("EXTRACTING 1000/1000");
    }

    @Test
    void aPullThatIsCancelledInstallsNothing() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();

        assertThatThrownBy(() -> Recipes.pullWithLimits(models, REF, cancellation, RateLimit.none()))
                .isInstanceOf(CancelledException.class);
        assertThat(models.listInstalled()).isEmpty();
    }

    @Test
    void aPlanSaysHowMuchIsToBeFetched() {
        assertThat(Recipes.bytesToFetch(models, REF)).isEqualTo(SIZE);

        models.pull(REF);

        assertThat(Recipes.bytesToFetch(models, REF)).isZero();
    }

    @Test
    void aVersionThatDoesNotExistIsAConfigurationError() {
        assertThatThrownBy(() -> Recipes.pullOrFallBack(models, REF.withVersion("v2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("configure another model");
    }

    @Test
    void whatTheRegistryHasBesidesIsMissing() {
        models.pull(REF);

        assertThat(Recipes.missing(models)).containsExactly(REF.withVersion("latest"));
    }
}
