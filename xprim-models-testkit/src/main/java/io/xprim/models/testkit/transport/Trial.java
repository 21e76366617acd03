// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportRequest;
import io.xprim.models.testkit.fault.FaultServer;
import io.xprim.models.testkit.suite.Background;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A server, a transport that was opened for one test, and the exchanges between them. Thread-safe. */
final class Trial implements AutoCloseable {
    /** How long a test waits for what ought to come soon; within the limit of a test. */
    static final Duration SOON = Duration.ofSeconds(30);

    /** Where {@link #SMALL} is. */
    static final String SMALL_PATH = "/small";

    /** Where {@link #large()} is. */
    static final String LARGE_PATH = "/large";

    static final String SMALL = "content";

    private static final int LARGE_SIZE = 3_000_001;

    private final HttpTransportProvider provider;
    private final TransportSettings settings;
    private final FaultServer server;
    private final HttpTransport transport;
    private final byte[] large;

    private Trial(
            HttpTransportProvider provider, TransportSettings settings, FaultServer server, HttpTransport transport) {
        this.provider = provider;
        this.settings = settings;
        this.server = server;
        this.transport = transport;
        large = randomBytes(LARGE_SIZE);
        server.serve(SMALL_PATH, SMALL.getBytes(StandardCharsets.UTF_8)).serve(LARGE_PATH, large);
    }

    static Trial of(HttpTransportProvider provider, TransportSettings settings) throws IOException {
        return new Trial(provider, settings, FaultServer.start(), provider.open(settings));
    }

    /** Bytes without a pattern, the same every time. */
    static byte[] randomBytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    FaultServer server() {
        return server;
    }

    HttpTransport transport() {
        return transport;
    }

    /** The settings that its transport was opened with. */
    TransportSettings settings() {
        return settings;
    }

    /** Opens another transport, which is the caller's to close. */
    HttpTransport open(TransportSettings other) {
        return provider.open(other);
    }

    byte[] large() {
        return large.clone();
    }

    Received get(String path) throws TransportException, IOException {
        return get(server.uri(path), HttpHeaders.empty());
    }

    Received get(URI uri, HttpHeaders headers) throws TransportException, IOException {
        return Received.get(transport, uri, headers);
    }

    /** Asks without taking the body. */
    void decline(String path) throws TransportException, IOException {
        exchange(path, (status, headers) -> Optional.empty());
    }

    void exchange(String path, ResponseHandler handler) throws TransportException, IOException {
        exchange(path, handler, new Cancellation());
    }

    void exchange(String path, ResponseHandler handler, Cancellation cancellation)
            throws TransportException, IOException {
        transport.exchange(TransportRequest.get(server.uri(path), HttpHeaders.empty()), handler, cancellation);
    }

    /** Starts an exchange in a thread of its own. */
    Background start(String path, ResponseHandler handler, Cancellation cancellation) {
        return Background.start("exchange with " + path, () -> exchange(path, handler, cancellation));
    }

    /** Asks for an address, and returns how that failed on the way. */
    TransportException failure(URI uri) {
        return failure(transport, uri);
    }

    /** Asks another transport for an address, and returns how that failed on the way. */
    static TransportException failure(HttpTransport other, URI uri) {
        Throwable thrown = thrownBy(() -> Received.get(other, uri, HttpHeaders.empty()));
        TransportException failure = assertInstanceOf(
                TransportException.class, thrown, "an exchange that fails on the way throws a TransportException");
        assertSafe(failure, uri);
        return failure;
    }

    /** Holds a failure's message to its promise: no address. */
    static void assertSafe(TransportException failure, URI uri) {
        String message = String.valueOf(failure.getMessage());
        assertFalse(message.contains(uri.getHost()), "the message names no address: " + message);
    }

    /** What it throws, or nothing. */
    static @Nullable Throwable thrownBy(TransportAction action) {
        try {
            action.run();
            return null;
        } catch (Throwable e) { // To be judged by the test.
            return e;
        }
    }

    /** Something with an exchange in it. */
    @FunctionalInterface
    interface TransportAction {
        void run() throws Exception;
    }

    @Override
    public void close() {
        try (server) {
            transport.close();
        }
    }
}
