// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.DamagedRange;
import io.xprim.models.DamagedStoreException;
import io.xprim.models.ModelRef;
import io.xprim.models.NotInstalledException;
import io.xprim.models.StorageException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerifyCommandTest {
    private static final ModelRef TINY = new ModelRef("whisper", "tiny", "fp16");
    private static final ModelRef BASE = new ModelRef("whisper", "base", "fp16");

    private final Cli cli = new Cli("mytool");

    VerifyCommandTest() {
        cli.manager.installed.add(StubManager.model("whisper", "base", "fp16"));
        cli.manager.installed.add(StubManager.model("whisper", "tiny", "fp16"));
    }

    @Test
    void everythingIsVerifiedWithoutARegistry() {
        assertThat(cli.run("verify")).isZero();
        assertThat(cli.out().lines()).containsExactly("whisper/base fp16: ok", "whisper/tiny fp16: ok");
        assertThat(cli.run("verify", "-q")).isZero();
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void damageIsToldWithItsPlaceAndIsAFailureOfVerification() {
        cli.manager.damage.put(TINY, List.of(new DamagedRange("model\u001b.bin", 1_048_576, 2048)));
        assertThat(cli.run("verify", "whisper/tiny")).isEqualTo(6);
        assertThat(cli.out().lines())
                .containsExactly(
                        "whisper/tiny fp16: damaged; 'xprim-models verify whisper/tiny fp16 --repair' mends it",
                        "  model\\u{1b}.bin, 2.0 KB at 1048576");
        assertThat(cli.run("--json", "verify", "whisper/tiny:fp16")).isEqualTo(6);
        assertThat(Json.array(cli.out()))
                .singleElement()
                .isEqualTo(Map.of(
                        "ref",
                        Map.of("group", "whisper", "model", "tiny", "version", "fp16"),
                        "ok",
                        false,
                        "damaged",
                        List.of(Map.of("path", "model\u001b.bin", "offset", 1_048_576L, "size", 2048L)),
                        "repaired",
                        false));
    }

    @Test
    void whatWasMendedIsWell() {
        cli.environment.put("MYTOOL_MODELS_REGISTRY_URL", "http://registry.invalid/");
        cli.manager.damage.put(TINY, List.of(new DamagedRange("a", 0, 10)));
        assertThat(cli.run("verify", "--repair")).isZero();
        assertThat(cli.out().lines()).contains("whisper/tiny fp16: repaired, 1.0 KB fetched", "  a, 10 B at 0");
    }

    @Test
    void aRepairAsksForARegistryOnlyIfItNeedsOne() {
        assertThat(cli.run("verify", "--repair")).isZero();
        cli.manager.hasRegistry = false;
        cli.manager.damage.put(TINY, List.of(new DamagedRange("a", 0, 10)));
        assertThat(cli.run("verify", "whisper/tiny", "fp16", "--repair")).isEqualTo(2);
        assertThat(cli.err()).contains("MYTOOL_MODELS_REGISTRY_URL");
        assertThat(cli.run("verify", "--repair")).isEqualTo(1);
        assertThat(cli.err()).contains("verify whisper/tiny fp16: no registry is known");
        assertThat(cli.out()).contains("whisper/base fp16: ok");
    }

    @Test
    void oneThatCannotBeReadDoesNotKeepTheOthersFromBeingVerified() {
        cli.manager.stubborn.put(BASE, new StorageException("verify whisper/base fp16: no permission"));
        assertThat(cli.run("verify")).isEqualTo(7);
        assertThat(cli.out().lines()).containsExactly("whisper/tiny fp16: ok");
        assertThat(cli.err()).contains("no permission");
        cli.manager.damage.put(TINY, List.of(new DamagedRange("a", 0, 10)));
        assertThat(cli.run("verify")).isEqualTo(1);
        assertThat(cli.run("verify", "whisper/base", "fp16")).isEqualTo(7);
    }

    @Test
    void whatIsNotInstalledCannotBeVerified() {
        assertThat(cli.run("verify", "whisper/large", "fp16")).isEqualTo(4);
        assertThat(cli.run("verify", "nobody")).isZero();
        assertThat(cli.err()).contains("No models of nobody are installed.");
    }

    @Test
    void whoseFolderIsGoneIsNotTakenForMistyped() {
        cli.manager.stubborn.put(TINY, new NotInstalledException("verify whisper/tiny fp16: its folder is gone"));
        assertThat(cli.run("verify", "whisper/tiny", "fp16")).isEqualTo(4);
        assertThat(cli.err()).contains("install it with").doesNotContain("did you mean");
    }

    @Test
    void aRepairBeginsWithTheListItself() {
        assertThat(cli.run("verify")).isZero();
        assertThat(cli.manager.rebuilt).isFalse();
        assertThat(cli.run("verify", "--repair", "--registry", "http://127.0.0.1:1"))
                .isZero();
        assertThat(cli.manager.rebuilt).isTrue();
    }

    @Test
    void aDamagedListIsToldWithTheCommandThatMendsIt() {
        cli.manager.failure = new DamagedStoreException("storage error: registry.json is damaged");
        assertThat(cli.run("verify", "--data-dir", "/models")).isEqualTo(7);
        assertThat(cli.err()).contains("is damaged; 'xprim-models verify --repair --data-dir /models' does it");
    }

    @Test
    void locksAreTriedInsteadOfModels() {
        assertThat(cli.run("verify", "--locks")).isZero();
        assertThat(cli.out()).contains("The locks of /models keep other processes out.");
        assertThat(cli.run("verify", "--locks", "--json")).isZero();
        assertThat(cli.out()).contains("\"exclusive\":true");
        assertThat(cli.run("verify", "--locks", "--repair")).isEqualTo(2);
        assertThat(cli.run("verify", "--locks", "whisper/tiny", "fp16")).isEqualTo(2);
    }
}
