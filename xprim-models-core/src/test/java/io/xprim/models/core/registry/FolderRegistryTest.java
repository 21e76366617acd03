// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.BodySink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FolderRegistryTest {
    private final Cancellation cancellation = new Cancellation();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final BodySink sink = piece -> {
        byte[] bytes = new byte[piece.remaining()];
        piece.get(bytes);
        received.writeBytes(bytes);
    };

    @TempDir
    Path folder;

    @Test
    void aFileIsDeliveredWhole() throws Exception {
        byte[] content = new byte[1_000_003];
        new Random(1).nextBytes(content);
        Files.createDirectory(folder.resolve("data"));
        Files.write(folder.resolve("data/x"), content);
        new FolderRegistry(folder).read("data/x", sink, cancellation);
        assertThat(received.toByteArray()).isEqualTo(content);
    }

    @Test
    void anEmptyFileIsDeliveredAsNothing() throws Exception {
        Files.createFile(folder.resolve("x"));
        new FolderRegistry(folder).read("x", sink, cancellation);
        assertThat(received.size()).isZero();
    }

    @Test
    void aRegistryMayBeReachedThroughALink() throws Exception {
        Path target = Files.createDirectory(folder.resolve("target"));
        Files.write(target.resolve("x"), "content".getBytes(UTF_8));
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        new FolderRegistry(link).read("x", sink, cancellation);
        assertThat(received).hasToString("content");
    }

    @Test
    @Tag("N12")
    void whatIsNotThereIsMissing() {
        assertFails(folder, "data/x", FetchException.Kind.MISSING);
        assertFails(folder.resolve("nowhere"), "models.json", FetchException.Kind.MISSING);
    }

    @Test
    @Timeout(60)
    void whatIsNoRegularFileIsRefusedWithoutBlocking() throws IOException {
        Files.createDirectory(folder.resolve("x"));
        assertFails(folder, "x", FetchException.Kind.REFUSED);
        assertFails(Path.of("/dev"), "null", FetchException.Kind.REFUSED);
    }

    @Test
    void whatTheSinkThrowsComesOutUnchanged() throws IOException {
        Files.writeString(folder.resolve("x"), "content");
        IOException full = new IOException("No space left on device");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new FolderRegistry(folder)
                        .read(
                                "x",
                                piece -> {
                                    throw full;
                                },
                                cancellation))
                .isSameAs(full);
    }

    @Test
    void cancellingEndsTheReading() throws IOException {
        Files.write(folder.resolve("x"), new byte[1 << 20]);
        BodySink cancelling = (ByteBuffer piece) -> {
            piece.position(piece.limit());
            cancellation.cancel();
            received.write(1);
        };
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> new FolderRegistry(folder).read("x", cancelling, cancellation));
        assertThat(received.size()).isEqualTo(1);
    }

    @Test
    void whereAFileIsCanBePrinted() {
        assertThat(new FolderRegistry(Path.of("/r\u001b[2J")).locate("models.json"))
                .isEqualTo("/r\\u{1b}[2J/models.json");
    }

    private void assertFails(Path registry, String path, FetchException.Kind kind) {
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> new FolderRegistry(registry).read(path, sink, cancellation))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
