// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.testkit.fault.NetworkFault;
import io.xprim.models.testkit.fault.NetworkFault.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicContainer;

/** What is delivered: what was sent. */
final class AnswerSuite {
    private AnswerSuite() {}

    static DynamicContainer of(HttpTransportProvider provider, Duration limit) {
        return new TransportSuite("Answers", provider, limit)
                .test(
                        "a body of known length comes as it was sent",
                        trial -> assertBody(trial, new NetworkFault.None()))
                .test(
                        "a chunked body comes as it was sent",
                        trial -> assertBody(trial, new NetworkFault.Chunked(70_001)))
                .test(
                        "a body that ends with the connection comes as it was sent",
                        trial -> assertBody(trial, new NetworkFault.CloseDelimited()))
                .test(
                        "a body that comes in pieces comes in order",
                        trial -> assertBody(trial, new NetworkFault.Slow(100_003, Duration.ofMillis(1))))
                .test("an empty body ends well", AnswerSuite::emptyBody)
                .test("every status comes with its headers and its body", AnswerSuite::everyStatus)
                .test("a status without a text comes", AnswerSuite::statusWithoutText)
                .test("an invitation to try again is delivered, not taken", AnswerSuite::retryAfter)
                .test("headers come as they were sent, repeated ones in order", AnswerSuite::headers)
                .test("no redirect is followed", AnswerSuite::redirects)
                .test("a compressed body is not decoded", AnswerSuite::compressed)
                .node();
    }

    private static void assertBody(Trial trial, NetworkFault framing) throws Exception {
        trial.server().always(Trial.LARGE_PATH, framing);
        Received received = trial.get(Trial.LARGE_PATH);
        assertEquals(200, received.status());
        assertArrayEquals(trial.large(), received.body());
    }

    private static void emptyBody(Trial trial) throws Exception {
        trial.server().serve("/empty", new byte[0]);
        trial.server().next("/empty", new NetworkFault.None(), new NetworkFault.Chunked(1));
        trial.server().next("/empty", new NetworkFault.CloseDelimited());
        for (int framing = 0; framing < 3; framing++) {
            Received received = trial.get("/empty");
            assertEquals(200, received.status());
            assertEquals("", received.text());
        }
    }

    private static void everyStatus(Trial trial) throws Exception {
        for (int status : List.of(201, 206, 300, 400, 403, 404, 408, 410, 416, 429, 500, 502, 503, 504, 599)) {
            trial.server().next(Trial.SMALL_PATH, new NetworkFault.Status(status, Map.of("X-Why", "because")));
            Received received = trial.get(Trial.SMALL_PATH);
            assertEquals(status, received.status());
            assertEquals(Optional.of("because"), received.headers().first("x-why"));
            assertEquals("status " + status, received.text());
        }
    }

    private static void statusWithoutText(Trial trial) throws Exception {
        trial.server().next(Trial.SMALL_PATH, new NetworkFault.BadStatusLine("HTTP/1.1 503"));
        Received received = trial.get(Trial.SMALL_PATH);
        assertEquals(503, received.status());
        assertEquals(Trial.SMALL, received.text());
    }

    private static void retryAfter(Trial trial) throws Exception {
        List<Integer> inviting = List.of(408, 429, 503);
        for (int status : inviting) {
            trial.server().next(Trial.SMALL_PATH, new NetworkFault.Status(status, Map.of("Retry-After", "0")));
            Received received = trial.get(Trial.SMALL_PATH);
            assertEquals(status, received.status());
            assertEquals(Optional.of("0"), received.headers().first("Retry-After"));
        }
        assertEquals(inviting.size(), trial.server().count(Trial.SMALL_PATH), "requests");
    }

    private static void headers(Trial trial) throws Exception {
        trial.server()
                .next(
                        Trial.SMALL_PATH,
                        NetworkFault.all(
                                new Header("X-Twice", "first"),
                                new Header("Set-Cookie", "a=b; HttpOnly"),
                                new Header("x-twice", "second"),
                                new Header("X-Empty", "")));
        Map<String, List<String>> expected = Map.of(
                "content-length", List.of(String.valueOf(Trial.SMALL.length())),
                "set-cookie", List.of("a=b; HttpOnly"),
                "x-empty", List.of(""),
                "x-twice", List.of("first", "second"));
        Received received = trial.get(Trial.SMALL_PATH);
        expected.forEach(
                (name, values) -> assertEquals(values, received.headers().all(name), name));
        assertEquals(expected.size(), received.headers().asMap().size(), received.headers()::toString);
        trial.server().next(Trial.SMALL_PATH, new NetworkFault.ManyHeaders(100));
        assertEquals(101, trial.get(Trial.SMALL_PATH).headers().asMap().size());
    }

    private static void redirects(Trial trial) throws Exception {
        for (int status : List.of(301, 302, 303, 307, 308)) {
            trial.server().next(Trial.SMALL_PATH, new NetworkFault.Redirect(status, Trial.LARGE_PATH));
            Received received = trial.get(Trial.SMALL_PATH);
            assertEquals(status, received.status());
            assertEquals(Optional.of(Trial.LARGE_PATH), received.headers().first("Location"));
            assertEquals("redirected", received.text());
        }
        assertEquals(0, trial.server().count(Trial.LARGE_PATH), "requests where a redirect led");
    }

    private static void compressed(Trial trial) throws Exception {
        byte[] compressed = gzip(trial.large());
        trial.server().serve("/gzip", compressed).always("/gzip", new Header("Content-Encoding", "gzip"));
        Received received = trial.get("/gzip");
        assertArrayEquals(compressed, received.body());
        assertEquals(Optional.of("gzip"), received.headers().first("Content-Encoding"));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }
}
