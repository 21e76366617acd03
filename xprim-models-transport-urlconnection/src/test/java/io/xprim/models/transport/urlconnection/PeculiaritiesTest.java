// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.spi.ProviderSelection;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportException.Kind;
import io.xprim.models.spi.TransportRequest;
import io.xprim.models.testkit.fault.FaultServer;
import io.xprim.models.testkit.fault.NetworkFault.BadStatusLine;
import io.xprim.models.testkit.fault.NetworkFault.EndlessBody;
import io.xprim.models.testkit.fault.NetworkFault.ManyHeaders;
import io.xprim.models.testkit.fault.NetworkFault.Redirect;
import io.xprim.models.testkit.fault.NetworkFault.StallInHead;
import io.xprim.models.testkit.fault.NetworkFault.Status;
import io.xprim.models.testkit.fault.RecordedRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code HttpURLConnection} brings with it, beyond the contract. */
@Timeout(60)
class PeculiaritiesTest {
    private final HttpTransport transport = new UrlConnectionTransportProvider().open(TestConfig.patient());
    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.serving(Map.of("/x", new byte[100], "/large", new byte[3_000_000]));
    }

    @AfterEach
    void close() {
        transport.close();
        server.close();
    }

    @Test
    void theProviderIsFoundByItsId() {
        HttpTransportProvider found = ProviderSelection.of(HttpTransportProvider.class)
                .configuredId(Optional.of("urlconnection"))
                .select();
        assertThat(found).isInstanceOf(UrlConnectionTransportProvider.class);
    }

    @Test
    void itSaysWhatItCannotHelp() {
        assertThat(transport.capabilities().resendsUnansweredGet()).isTrue();
        assertThat(transport.capabilities().sharesCookieHandler()).isTrue();
        assertThat(transport.capabilities().http2()).isFalse();
        assertThat(transport.capabilities().keepsResourcesUntilCollected()).isFalse();
    }

    @Test
    void theRequestSaysLittleThatItWasNotTold() throws Exception {
        get("/x");
        RecordedRequest request = server.requests().get(0);
        assertThat(request.headers())
                .containsOnlyKeys("user-agent", "accept", "host", "connection", "cache-control", "pragma")
                .containsEntry("user-agent", List.of("xprim-models"))
                .containsEntry("accept", List.of("*/*"))
                .containsEntry("cache-control", List.of("no-transform"))
                .containsEntry("pragma", List.of("no-transform"));
    }

    @Test
    void whatTheRequestSaysTakesTheDefaultsPlace() throws Exception {
        HttpHeaders headers = HttpHeaders.of(Map.of("Cache-Control", List.of("no-cache"), "PRAGMA", List.of("own")));
        exchange(TransportRequest.get(server.uri("/x"), headers));
        assertThat(server.requests().get(0).headers())
                .containsEntry("cache-control", List.of("no-cache"))
                .containsEntry("pragma", List.of("own"));
    }

    @Test
    void aProxysStatusAndAThousandHeadersCome() throws Exception {
        server.next("/x", new Status(407), new ManyHeaders(1000));
        assertThat(get("/x")).isEqualTo(407);
        assertThat(get("/x")).isEqualTo(200);
    }

    @Test
    void aStatusOfTooManyDigitsIsNoHttp() {
        server.next("/x", new BadStatusLine("HTTP/1.1 99999999999 OK"));
        assertThat(catchThrowable(() -> get("/x")))
                .isInstanceOfSatisfying(
                        TransportException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PROTOCOL));
    }

    @Test
    void aConnectionIsUsedAgainAfterAShortBodyThatWasDeclined() throws Exception {
        server.next("/x", new Status(404), new Redirect(302, "/y"));
        for (int i = 0; i < 4; i++) {
            get("/x");
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aLongBodyThatWasDeclinedIsNotRead() throws Exception {
        server.next("/large", new EndlessBody());
        get("/large");
        get("/large");
        get("/x");
        assertThat(server.connections()).isEqualTo(3);
    }

    @Test
    void threadsThatAreLeftBehindAreBoundedAndTheBoundIsGoneWithThem() throws Exception {
        server.always("/x", new StallInHead(0));
        for (int i = 1; i <= ExchangeThreads.MOST_ABANDONED; i++) {
            Cancellation own = new Cancellation();
            CompletableFuture<Throwable> failure = start(own);
            server.awaitRequests("/x", i);
            own.cancel();
            assertThat(failure.get(30, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        }
        assertThat(catchThrowable(() -> get("/x")))
                .hasMessageContaining("64 cancelled requests still wait")
                .isInstanceOfSatisfying(
                        TransportException.class, e -> assertThat(e.kind()).isEqualTo(Kind.OTHER));
        server.close();
        TransportThreads.awaitNoneBusy();
        server = FaultServer.serving(Map.of("/x", new byte[1]));
        assertThat(get("/x")).isEqualTo(200);
    }

    @Test
    void noThreadIsLeftOnceItIsClosed() throws Exception {
        for (int i = 0; i < 200; i++) {
            get("/x");
        }
        transport.close();
        TransportThreads.awaitNone();
    }

    @Test
    void itsThreadsKeepNoProgramRunning() throws Exception {
        CompletableFuture<Boolean> daemon = new CompletableFuture<>();
        transport.exchange(
                request("/x"),
                (status, headers) -> {
                    daemon.complete(Thread.currentThread().isDaemon());
                    return Optional.empty();
                },
                new Cancellation());
        assertThat(daemon.get()).isTrue();
    }

    private CompletableFuture<Throwable> start(Cancellation cancellation) {
        return CompletableFuture.supplyAsync(
                () -> catchThrowable(
                        () -> transport.exchange(request("/x"), (status, headers) -> Optional.empty(), cancellation)),
                task -> new Thread(task).start());
    }

    /** Declines the body, and says what the status is. */
    private int get(String path) throws Exception {
        return exchange(request(path));
    }

    private int exchange(TransportRequest request) throws Exception {
        int[] sent = {0};
        transport.exchange(
                request,
                (status, headers) -> {
                    sent[0] = status;
                    return Optional.empty();
                },
                new Cancellation());
        return sent[0];
    }

    private TransportRequest request(String path) {
        return TransportRequest.get(server.uri(path), HttpHeaders.empty());
    }
}
