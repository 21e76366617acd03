// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.PublishOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishCommandTest {
    private final Cli cli = Cli.standalone();
    private final StubPublisher publisher = new StubPublisher();

    PublishCommandTest() {
        cli.builder.publishers(publisher::open);
    }

    @Test
    void theOptionsReachThePublisher(@TempDir Path folder) {
        assertThat(cli.run(
                        "publish",
                        folder.toString(),
                        "g/m",
                        "v",
                        "--to",
                        "target/some/registry",
                        "--chunk-size",
                        "64KiB",
                        "--alias",
                        "latest",
                        "--metadata",
                        "licence=MIT",
                        "--metadata",
                        "note=a=b",
                        "-f",
                        "--trust-existing"))
                .isZero();
        assertThat(publisher.folder).isEqualTo(folder.toAbsolutePath());
        assertThat(publisher.registry)
                .isEqualTo(Path.of("target", "some", "registry").toAbsolutePath());
        PublishOptions options = Objects.requireNonNull(publisher.options);
        assertThat(options.chunkSize()).isEqualTo(65_536);
        assertThat(options.alias()).contains("latest");
        assertThat(options.metadata()).isEqualTo(Map.of("licence", "MIT", "note", "a=b"));
        assertThat(options.force()).isTrue();
        assertThat(options.trustExisting()).isTrue();
        assertThat(cli.out().lines())
                .containsExactly(
                        "Published g/m v: 75.5 MB in 1 file and 8 chunks",
                        "  also as g/m latest",
                        "  wrote 10.0 MB to " + publisher.registry);
    }

    @Test
    void theDefaultsAreThePublishers(@TempDir Path folder) {
        assertThat(cli.run(
                        "publish",
                        folder.toString(),
                        "g/m:v",
                        "--to",
                        folder.resolve("r").toString(),
                        "--json"))
                .isZero();
        PublishOptions options = Objects.requireNonNull(publisher.options);
        assertThat(options.chunkSize()).isEqualTo(PublishOptions.defaults().chunkSize());
        assertThat(options.force()).isFalse();
        assertThat(options.trustExisting()).isFalse();
        assertThat(Json.object(cli.out()))
                .containsEntry("manifest_hash", StubManager.HASH.hex())
                .containsEntry("chunk_count", 8L)
                .containsEntry("bytes_written", 10_485_760L)
                .containsEntry("registry", folder.resolve("r").toString())
                .doesNotContainKey("alias");
    }

    @Test
    void quietSaysNothing(@TempDir Path folder) {
        assertThat(cli.run(
                        "publish",
                        folder.toString(),
                        "g/m:v",
                        "--to",
                        folder.resolve("r").toString(),
                        "-q"))
                .isZero();
        assertThat(cli.out() + cli.err()).isEmpty();
    }

    @Test
    void aUrlInThePlaceOfAFolderIsRefusedAndNotMadeAFolderOf(@TempDir Path folder) {
        assertThat(cli.run("publish", folder.toString(), "g/m:v", "--to", "http://127.0.0.1/"))
                .isEqualTo(2);
        assertThat(cli.err()).contains("--to").contains("is a URL");
        assertThat(publisher.registry).isNull();
    }
}
