// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.testkit.fault.NetworkFault;
import io.xprim.models.testkit.fault.RecordedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicContainer;

/** What is sent: what was asked for, and nothing of the transport's own accord. */
final class RequestSuite {
    private RequestSuite() {}

    static DynamicContainer of(HttpTransportProvider provider, Duration limit) {
        return new TransportSuite("Requests", provider, limit)
                .test("method, path and query are sent as given", RequestSuite::target)
                .test("headers are sent as given, repeated ones in order", RequestSuite::headers)
                .test("no compressed answer is asked for unless the request does", RequestSuite::acceptEncoding)
                .test("no cookie is kept or sent", RequestSuite::cookies)
                .test("no credentials are sent, whatever the server asks for", RequestSuite::credentials)
                .test("a request for bytes has no body", RequestSuite::noBody)
                .test("a request that was not answered is sent again only if that is declared", RequestSuite::resending)
                .node();
    }

    private static void target(Trial trial) throws Exception {
        trial.get("/a/b%20c?q=%2F&r=1+2");
        RecordedRequest request = only(trial);
        assertEquals("GET", request.method());
        assertEquals("/a/b%20c?q=%2F&r=1+2", request.path());
        assertEquals(List.of("127.0.0.1:" + trial.server().port()), request.header("Host"));
    }

    private static void headers(Trial trial) throws Exception {
        HttpHeaders headers = HttpHeaders.of(Map.of(
                "X-Own", List.of("1", "2"),
                "Range", List.of("bytes=0-2"),
                "User-Agent", List.of("own"),
                "Accept", List.of("text/x"),
                "Authorization", List.of("Bearer token")));
        assertEquals(
                "con", trial.get(trial.server().uri(Trial.SMALL_PATH), headers).text());
        RecordedRequest request = only(trial);
        headers.asMap().forEach((name, values) -> {
            // A list may be sent as one field or as several (RFC 9110, 5.3).
            String sent = String.join(",", request.header(name)).replace(", ", ",");
            assertEquals(String.join(",", values), sent, name);
        });
    }

    private static void acceptEncoding(Trial trial) throws Exception {
        trial.get(Trial.SMALL_PATH);
        List<String> sent = only(trial).header("Accept-Encoding");
        assertTrue(sent.isEmpty() || sent.equals(List.of("identity")), "Accept-Encoding: " + sent);
        HttpHeaders gzip = HttpHeaders.of(Map.of("Accept-Encoding", List.of("gzip")));
        trial.get(trial.server().uri(Trial.SMALL_PATH), gzip);
        assertEquals(List.of("gzip"), trial.server().requests().get(1).header("Accept-Encoding"));
    }

    private static void cookies(Trial trial) throws Exception {
        trial.server().always(Trial.SMALL_PATH, new NetworkFault.Header("Set-Cookie", "a=b"));
        trial.get(Trial.SMALL_PATH);
        trial.get(Trial.SMALL_PATH);
        assertEquals(List.of(), trial.server().requests().get(1).header("Cookie"));
    }

    private static void credentials(Trial trial) throws Exception {
        for (String challenge : List.of("Basic realm=\"r\"", "Digest realm=\"r\", nonce=\"n\"")) {
            trial.server().next(Trial.SMALL_PATH, new NetworkFault.Status(401, Map.of("WWW-Authenticate", challenge)));
            assertEquals(401, trial.get(Trial.SMALL_PATH).status());
        }
        assertEquals(2, trial.server().requests().size());
        trial.server().requests().forEach(request -> assertEquals(List.of(), request.header("Authorization")));
    }

    private static void noBody(Trial trial) throws Exception {
        trial.get(Trial.SMALL_PATH);
        RecordedRequest request = only(trial);
        assertEquals(List.of(), request.header("Transfer-Encoding"));
        List<String> length = request.header("Content-Length");
        assertTrue(length.isEmpty() || length.equals(List.of("0")), "Content-Length: " + length);
    }

    private static void resending(Trial trial) throws Exception {
        int most = trial.transport().capabilities().resendsUnansweredGet() ? 2 : 1;
        trial.server().always("/empty", new NetworkFault.EmptyAnswer());
        trial.server().always("/reset", new NetworkFault.ResetInHead());
        for (String path : List.of("/empty", "/reset")) {
            // Once on a connection that was used before, once on a new one.
            trial.get(Trial.SMALL_PATH);
            for (int attempt = 0; attempt < 2; attempt++) {
                int before = trial.server().count(path);
                trial.failure(trial.server().uri(path));
                int sent = trial.server().count(path) - before;
                assertTrue(sent >= 1 && sent <= most, sent + " requests for " + path);
            }
        }
    }

    private static RecordedRequest only(Trial trial) {
        assertEquals(1, trial.server().requests().size(), "requests");
        return trial.server().requests().get(0);
    }
}
