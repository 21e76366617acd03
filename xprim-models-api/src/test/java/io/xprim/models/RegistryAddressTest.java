// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryAddressTest {
    @ParameterizedTest
    @Tag("S13")
    @ValueSource(
            strings = {
                "https://s3cret@host/r",
                "https://user:s3cret@host/r",
                "http://user:s3cret@host",
                "https://@host/r",
                "https://host/r?token=s3cret",
                "https://host/r?",
                "https://host/r#s3cret",
                "https://host/r#",
                "file:///r?x=s3cret",
                "file:///r#s3cret",
                "https://user:s3cret@ho st/",
                "https://host/ s3cret",
                "https:/user:s3cret@host/r",
                "https:user:s3cret@host/r",
                "https://ho%zzst/s3cret"
            })
    void aUrlWithWhatMayBeSecretIsRefusedWithoutRepeatingIt(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().registry(url))
                .satisfies(e -> {
                    assertThat(e.getMessage()).contains("registry").doesNotContain("s3cret");
                    assertThat(e).hasNoCause();
                });
    }

    @ParameterizedTest
    @Tag("S13")
    @ValueSource(
            strings = {
                "",
                " ",
                "\t",
                "ftp://host/r",
                "gopher://host",
                "data:text/plain,x",
                "jar:file:///x!/",
                "mailto:a@b",
                "javascript:x",
                "http:",
                "https://",
                "http://host:0/",
                "https://host:65536",
                "http:///r",
                "https:r",
                "file://host/r",
                "file:r",
                "file:"
            })
    void anAddressThatCannotBeARegistryIsRefused(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> builder().registry(address));
    }

    @Test
    void aControlCharacterInAnAddressDoesNotGetIntoTheMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().registry("http://h\u001b[2J/\r\n"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://host", "http://host/", "https://host:8443/a/b//", "HTTPS://Host/r", "http://[::1]:80/r"
            })
    void aUrlIsTakenAsItIs(String url) {
        assertThat(RegistryAddress.parse(url)).isEqualTo(URI.create(url)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:/srv/registry", "file:///srv/registry", "FILE:///srv/registry"})
    void aFileUrlIsALocalFolder(String url) {
        assertThat(Path.of(RegistryAddress.parse(url))).isEqualTo(Path.of(URI.create("file:///srv/registry")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry", "./registry", "a/../registry", "C", "with space & %41#?"})
    void aPathIsAFolderSeenFromTheWorkingDirectory(String path) {
        URI address = RegistryAddress.parse(path);
        assertThat(address.getScheme()).isEqualTo("file");
        assertThat(Path.of(address)).isEqualTo(Path.of(path).toAbsolutePath().normalize());
    }

    private static ModelManagerBuilder builder() {
        return ModelManager.builder("app");
    }

    @ParameterizedTest
    @Tag("S13")
    @ValueSource(strings = {"http://user:s3cret@my_host/reg", "http://user:s3cret@a..b/", "http://user:s3cret@h:99x/"})
    void aPasswordIsNotRepeatedWhereTheRestOfTheAddressIsMalformedToo(String url) {
        assertThatThrownBy(() -> ModelManager.builder("app").registry(url))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("s3cret");
    }
}
