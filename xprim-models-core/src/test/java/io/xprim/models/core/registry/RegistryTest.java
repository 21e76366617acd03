// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.Cancellation;
import io.xprim.models.Limits;
import io.xprim.models.ModelRef;
import io.xprim.models.RegistryException;
import io.xprim.models.RetryPolicy;
import io.xprim.models.Sha256;
import io.xprim.models.VerificationException;
import io.xprim.models.core.format.Digests;
import io.xprim.models.core.format.GrowingDocument;
import io.xprim.models.core.format.IndexSelection;
import io.xprim.models.core.format.MemoryDocument;
import io.xprim.models.core.format.VerifiedManifest;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
    private static final ModelRef REF = new ModelRef("g", "m", "v");

    private final SampleModel model = new SampleModel().file("x", "content").chunkSize(3);
    private final SampleRegistry sample = new SampleRegistry();

    @TempDir
    Path folder;

    @Test
    void indexAndManifestAreRead() throws Exception {
        sample.add("g", "m", "v", model).alias("g", "m", "latest", "v");
        Registry registry = open(Limits.defaults());
        Sha256 hash = registry.index(IndexSelection.all(), new Cancellation())
                .find(REF.withVersion("latest"))
                .orElseThrow()
                .manifestHash();
        try (VerifiedManifest manifest = registry.manifest(hash, new Cancellation());
                InputStream raw = manifest.raw().open()) {
            assertThat(raw.readAllBytes()).isEqualTo(model.manifest());
            assertThat(manifest.manifest().totalSize()).isEqualTo(7);
        }
    }

    @Test
    void m18AManifestIsHashedBeforeItIsParsed() throws IOException {
        sample.rawData(model.manifestHash(), "{".getBytes(UTF_8));
        Registry registry = open(Limits.defaults());
        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> registry.manifest(new Sha256(model.manifestHash()), new Cancellation()))
                .withMessageContaining(model.manifestHash());
    }

    @Test
    void m12AManifestWhoseSizesDoNotAddUpIsNotVerified() throws IOException {
        String hash = sample.addData("{\"total_size\":1,\"chunk_size\":1,\"chunks\":[\"%s\"],\"files\":[]}"
                .formatted("a".repeat(64))
                .getBytes(UTF_8));
        Registry registry = open(Limits.defaults());
        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> registry.manifest(new Sha256(hash), new Cancellation()));
    }

    @Test
    void m01AManifestWithAHostilePathIsARegistryError() throws IOException {
        String hash = sample.addData(
                "{\"total_size\":0,\"chunk_size\":1,\"chunks\":[],\"files\":[{\"path\":\"../x\",\"size\":0}]}"
                        .getBytes(UTF_8));
        Registry registry = open(Limits.defaults());
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> registry.manifest(new Sha256(hash), new Cancellation()))
                .withMessageContaining("../x");
    }

    @Test
    @Tag("N12")
    void aManifestThatIsNotThereIsARegistryError() throws IOException {
        Registry registry = open(Limits.defaults());
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> registry.manifest(new Sha256("a".repeat(64)), new Cancellation()))
                .withMessageContaining("incomplete");
    }

    @Test
    void m20AMalformedIndexIsARegistryError() throws IOException {
        sample.rawIndex("{} x");
        Registry registry = open(Limits.defaults());
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> registry.index(IndexSelection.all(), new Cancellation()))
                .withMessageContaining("models.json");
    }

    @Test
    @Tag("M27")
    void m27WhatIsLongerThanItsLimitIsARegistryErrorAndWhatIsAsLongIsNot() throws Exception {
        sample.add("g", "m", "v", model);
        long index = sample.index().length;
        long manifest = model.manifest().length;
        Sha256 hash = new Sha256(model.manifestHash());
        Registry wide =
                open(Limits.builder().indexBytes(index).manifestBytes(manifest).build());
        assertThat(wide.index(IndexSelection.all(), new Cancellation()).entries())
                .hasSize(1);
        try (VerifiedManifest found = wide.manifest(hash, new Cancellation())) {
            assertThat(found.digest()).isEqualTo(hash);
        }
        Registry narrow = open(Limits.builder()
                .indexBytes(index - 1)
                .manifestBytes(manifest - 1)
                .build());
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> narrow.index(IndexSelection.all(), new Cancellation()))
                .withMessageContaining(Long.toString(index - 1));
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> narrow.manifest(hash, new Cancellation()))
                .withMessageContaining(Long.toString(manifest - 1));
    }

    /** One that says whether it was asked for, and closed. */
    private static final class Watched implements Spool {
        private final MemoryDocument document = new MemoryDocument();
        private final AtomicInteger open = new AtomicInteger();
        private boolean asked;

        @Override
        public GrowingDocument create() {
            asked = true;
            open.incrementAndGet();
            return new GrowingDocument() {
                @Override
                public void append(ByteBuffer bytes) {
                    document.append(bytes);
                }

                @Override
                public InputStream open() {
                    return document.open();
                }

                @Override
                public void close() {
                    open.decrementAndGet();
                }
            };
        }
    }

    private Sha256 addLongManifest() {
        return new Sha256(sample.addData(("{\"padding\":[" + "0,".repeat(3 << 20)
                        + "0],\"total_size\":0,\"chunk_size\":1,\"chunks\":[],\"files\":[]}")
                .getBytes(UTF_8)));
    }

    @Test
    void aLongManifestIsSpooledUntilItIsClosedAndReadFromThere() throws Exception {
        Sha256 hash = addLongManifest();
        Watched spool = new Watched();
        Registry registry = open(Limits.defaults(), spool);
        try (VerifiedManifest found = registry.manifest(hash, new Cancellation());
                InputStream raw = found.raw().open()) {
            assertThat(Sha256.of(Digests.sha256().digest(raw.readAllBytes()))).isEqualTo(hash);
            assertThat(spool.open).hasValue(1);
        }
        assertThat(spool.open).hasValue(0);
    }

    @Test
    void whatIsRefusedIsNotLeftInTheSpool() throws Exception {
        sample.rawIndex("[" + "0,".repeat(3 << 20) + "0]");
        Watched spool = new Watched();
        Registry registry = open(Limits.defaults(), spool);
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> registry.index(IndexSelection.all(), new Cancellation()));
        Sha256 wrong = new Sha256("a".repeat(64));
        sample.rawData(wrong.hex(), new byte[5 << 20]);
        Registry lying = open(Limits.defaults(), spool);
        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> lying.manifest(wrong, new Cancellation()));
        assertThat(spool.asked).isTrue();
        assertThat(spool.open).hasValue(0);
    }

    @Test
    void whereNothingCanBeSpooledALongManifestIsHeldInMemory() throws Exception {
        Sha256 hash = addLongManifest();
        Registry registry = open(Limits.defaults(), () -> {
            throw new IOException("read-only");
        });
        try (VerifiedManifest found = registry.manifest(hash, new Cancellation())) {
            assertThat(found.manifest().totalSize()).isZero();
        }
    }

    private Registry open(Limits limits) throws IOException {
        return open(limits, MemoryDocument::new);
    }

    private Registry open(Limits limits, Spool spool) throws IOException {
        sample.writeTo(folder);
        return Registry.at(
                folder.toUri(),
                Map.of(),
                () -> {
                    throw new AssertionError("a folder needs no transport");
                },
                spool,
                RetryPolicy.builder()
                        .retries(3)
                        .firstDelay(Duration.ZERO)
                        .maxDelay(Duration.ZERO)
                        .build(),
                limits,
                Clock.systemUTC(),
                () -> 0,
                new RecordingLogger());
    }
}
