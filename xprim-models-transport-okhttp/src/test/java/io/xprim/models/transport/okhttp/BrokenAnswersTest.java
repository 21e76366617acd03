// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportRequest;
import io.xprim.models.testkit.fault.FaultServer;
import io.xprim.models.testkit.fault.NetworkFault.BadLength;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that OkHttp fails to read, or to close. */
@Timeout(60)
class BrokenAnswersTest {
    private final OkHttpClient client = new OkHttpClient();
    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.serving(Map.of("/x", "content".getBytes(StandardCharsets.UTF_8)));
    }

    @AfterEach
    void close() {
        client.connectionPool().evictAll();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "-1", "+7", "five", "7, 7", "0x7", "99999999999999999999"})
    void aLengthThatIsNoneIsRefusedBeforeTheHandlerSeesIt(String length) throws Exception {
        server.next("/x", new BadLength(length));
        AtomicBoolean handled = new AtomicBoolean();
        try (HttpTransport transport = transport(client)) {
            TransportException failure = catchThrowableOfType(
                    TransportException.class,
                    () -> transport.exchange(
                            TransportRequest.get(server.uri("/x"), HttpHeaders.empty()),
                            (status, headers) -> {
                                handled.set(true);
                                return Optional.empty();
                            },
                            new Cancellation()));
            assertThat(failure.kind()).isEqualTo(TransportException.Kind.PROTOCOL);
            assertThat(handled).isFalse();
            ConnectionPool connections = client.connectionPool();
            assertThat(connections.idleConnectionCount())
                    .as("connections that are not in use any more")
                    .isEqualTo(connections.connectionCount());
            assertThat(Received.get(transport, server.uri("/x")).text()).isEqualTo("content");
        }
    }

    @Test
    void aBodyThatCannotBeClosedDoesNotHideWhatTheSinkThrew() throws Exception {
        OkHttpClient broken = client.newBuilder()
                .addInterceptor(chain -> unclosable(chain.proceed(chain.request())))
                .build();
        IOException full = new IOException("disk full");
        BodySink sink = piece -> {
            throw full;
        };
        try (HttpTransport transport = transport(broken)) {
            IOException thrown = catchThrowableOfType(
                    IOException.class,
                    () -> transport.exchange(
                            TransportRequest.get(server.uri("/x"), HttpHeaders.empty()),
                            (status, headers) -> Optional.of(sink),
                            new Cancellation()));
            assertThat(thrown).isSameAs(full);
        }
    }

    private static HttpTransport transport(OkHttpClient client) {
        return new OkHttpTransportProvider("own", () -> client) {}.open(TestConfig.patient());
    }

    private static Response unclosable(Response answer) {
        return answer.newBuilder().body(new UnclosableBody(answer.body())).build();
    }

    private static final class UnclosableBody extends ResponseBody {
        private final ResponseBody sent;

        UnclosableBody(ResponseBody sent) {
            this.sent = sent;
        }

        @Override
        public @Nullable MediaType contentType() {
            return sent.contentType();
        }

        @Override
        public long contentLength() {
            return sent.contentLength();
        }

        @Override
        public BufferedSource source() {
            return Okio.buffer(new ForwardingSource(new Buffer().writeUtf8("content")) {
                @Override
                public void close() throws IOException {
                    sent.close();
                    throw new IllegalStateException("not closable");
                }
            });
        }
    }
}
