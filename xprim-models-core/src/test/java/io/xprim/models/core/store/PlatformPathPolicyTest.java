// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.StorageException;
import io.xprim.models.spi.PathPolicyConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformPathPolicyTest {
    private record Config(String osName, Map<String, String> environment, Optional<String> userHome)
            implements PathPolicyConfig {}

    @Test
    void onLinuxModelsAreBelowXdgDataHome() {
        assertThat(base("Linux", Map.of("XDG_DATA_HOME", "/data", "HOME", "/home/me")))
                .isEqualTo(Path.of("/data/app/models"));
    }

    @Test
    void withoutXdgDataHomeTheyAreBelowTheHomeDirectory() {
        assertThat(base("Linux", Map.of("HOME", "/home/me"))).isEqualTo(Path.of("/home/me/.local/share/app/models"));
        assertThat(base("FreeBSD", Map.of("HOME", "/home/me"))).isEqualTo(Path.of("/home/me/.local/share/app/models"));
    }

    @ParameterizedTest
    @Tag("P11")
    @ValueSource(strings = {"", "data", "./data", "../data", "~/data", "\0"})
    void anXdgDataHomeThatIsNotAbsoluteIsIgnored(String value) {
        assertThat(base("Linux", Map.of("XDG_DATA_HOME", value, "HOME", "/home/me")))
                .isEqualTo(Path.of("/home/me/.local/share/app/models"));
    }

    @Test
    void onMacOsModelsAreInApplicationSupportWhateverXdgSays() {
        assertThat(base("Mac OS X", Map.of("XDG_DATA_HOME", "/data", "HOME", "/Users/me")))
                .isEqualTo(Path.of("/Users/me/Library/Application Support/app/models"));
    }

    @Test
    void onWindowsModelsAreInAppData() {
        assertThat(base("Windows 11", Map.of("APPDATA", "/appdata", "USERPROFILE", "/users/me", "HOME", "/home/me")))
                .isEqualTo(Path.of("/appdata/app/models"));
        assertThat(base("Windows 11", Map.of("USERPROFILE", "/users/me", "HOME", "/home/me")))
                .isEqualTo(Path.of("/users/me/AppData/Roaming/app/models"));
        assertThat(base("Windows 11", Map.of("APPDATA", "relative", "USERPROFILE", "/users/me")))
                .isEqualTo(Path.of("/users/me/AppData/Roaming/app/models"));
    }

    @ParameterizedTest
    @Tag("P11")
    @ValueSource(strings = {"Linux", "Mac OS X", "Windows 11"})
    void withoutAHomeVariableTheJvmsIsTaken(String os) {
        PathPolicyConfig config = new Config(os, Map.of(), Optional.of("/home/jvm"));
        assertThat(new PlatformPathPolicy(config).baseDirectory("app"))
                .startsWithRaw(Path.of("/home/jvm"))
                .endsWithRaw(Path.of("app/models"));
    }

    @ParameterizedTest
    @Tag("P11")
    @ValueSource(strings = {"Linux", "Mac OS X", "Windows 11"})
    void withoutAnyHomeThereIsNoPlaceAndTheMessageSaysWhatToDo(String os) {
        for (Optional<String> home : java.util.List.of(Optional.<String>empty(), Optional.of(""), Optional.of("?"))) {
            PathPolicyConfig config = new Config(os, Map.of("HOME", "", "USERPROFILE", "here"), home);
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> new PlatformPathPolicy(config).baseDirectory("app"))
                    .withMessageContaining(os.startsWith("Windows") ? "USERPROFILE" : "HOME")
                    .withMessageContaining("data directory");
        }
    }

    private static Path base(String os, Map<String, String> environment) {
        return new PlatformPathPolicy(new Config(os, environment, Optional.empty())).baseDirectory("app");
    }
}
