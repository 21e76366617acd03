// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import static io.xprim.models.testkit.transport.FaultCase.delivers;
import static io.xprim.models.testkit.transport.FaultCase.fails;
import static io.xprim.models.testkit.transport.FaultCase.failsOrDelivers;

import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.TransportException.Kind;
import io.xprim.models.testkit.fault.NetworkFault;
import io.xprim.models.testkit.fault.NetworkFault.BadLength;
import io.xprim.models.testkit.fault.NetworkFault.BadStatusLine;
import io.xprim.models.testkit.fault.NetworkFault.Chunked;
import io.xprim.models.testkit.fault.NetworkFault.CloseAfter;
import io.xprim.models.testkit.fault.NetworkFault.CloseDelimited;
import io.xprim.models.testkit.fault.NetworkFault.EmptyAnswer;
import io.xprim.models.testkit.fault.NetworkFault.EndlessBody;
import io.xprim.models.testkit.fault.NetworkFault.FlipByte;
import io.xprim.models.testkit.fault.NetworkFault.Header;
import io.xprim.models.testkit.fault.NetworkFault.Hold;
import io.xprim.models.testkit.fault.NetworkFault.IgnoreRange;
import io.xprim.models.testkit.fault.NetworkFault.LieAboutRange;
import io.xprim.models.testkit.fault.NetworkFault.MalformedChunk;
import io.xprim.models.testkit.fault.NetworkFault.ManyHeaders;
import io.xprim.models.testkit.fault.NetworkFault.None;
import io.xprim.models.testkit.fault.NetworkFault.Redirect;
import io.xprim.models.testkit.fault.NetworkFault.Reset;
import io.xprim.models.testkit.fault.NetworkFault.ResetInHead;
import io.xprim.models.testkit.fault.NetworkFault.Slow;
import io.xprim.models.testkit.fault.NetworkFault.StallInBody;
import io.xprim.models.testkit.fault.NetworkFault.StallInHead;
import io.xprim.models.testkit.fault.NetworkFault.Status;
import io.xprim.models.testkit.fault.NetworkFault.Truncate;
import io.xprim.models.testkit.fault.NetworkFault.WrongLength;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Every kind of {@link NetworkFault} with what a transport makes of it. */
final class FaultTable {
    /** The body that the faults are applied to. */
    static final int SIZE = 100_000;

    private static final int PART = 70_000;

    private final byte[] body;

    FaultTable(byte[] body) {
        this.body = body.clone();
    }

    Stream<FaultCase> cases() {
        return Stream.of(silence(), brokenConnections(), notHttp(), lies(), noLengths(), ranges(), others())
                .flatMap(List::stream);
    }

    private List<FaultCase> silence() {
        return List.of(
                fails("silence instead of an answer is a read timeout", new StallInHead(0), Kind.READ_TIMEOUT),
                fails("silence within the head is a read timeout", new StallInHead(25), Kind.READ_TIMEOUT),
                fails(
                        "silence within the head of an error is a read timeout",
                        NetworkFault.all(new Status(503), new StallInHead(30)),
                        Kind.READ_TIMEOUT),
                fails("silence after the head is a read timeout", new StallInBody(0), Kind.READ_TIMEOUT),
                fails("silence within the body is a read timeout", new StallInBody(PART), Kind.READ_TIMEOUT),
                fails(
                        "silence within a chunked body is a read timeout",
                        NetworkFault.all(new Chunked(1000), new StallInBody(1500)),
                        Kind.READ_TIMEOUT));
    }

    /** A body that is shorter than its length may end without a word, as with Java 17's HttpURLConnection: the caller compares. */
    private List<FaultCase> brokenConnections() {
        return List.of(
                fails("no answer at all is a truncation", new EmptyAnswer(), Kind.TRUNCATED),
                fails("an end within the status line is a truncation", new CloseAfter(5), Kind.TRUNCATED),
                failsOrDelivers(
                        "an end right after the head is a truncation, or delivered as far as it came",
                        new Truncate(0),
                        Kind.TRUNCATED,
                        new byte[0]),
                failsOrDelivers(
                        "an end within the body is a truncation, or delivered as far as it came",
                        new Truncate(PART),
                        Kind.TRUNCATED,
                        Arrays.copyOf(body, PART)),
                fails(
                        "an end within a chunked body is a truncation",
                        NetworkFault.all(new Chunked(1000), new Truncate(1500)),
                        Kind.TRUNCATED),
                fails("a reset instead of an answer is a reset", new ResetInHead(), Kind.RESET),
                fails("a reset after the head is a reset", new Reset(0), Kind.RESET),
                fails("a reset within the body is a reset", new Reset(PART), Kind.RESET));
    }

    private List<FaultCase> notHttp() {
        return List.of(
                fails(
                        "a greeting instead of a status is no HTTP",
                        new BadStatusLine("hello, here I am"),
                        Kind.PROTOCOL),
                fails("a status without a number is no HTTP", new BadStatusLine("HTTP/1.1 OK fine"), Kind.PROTOCOL),
                fails("a status of two digits is no HTTP", new BadStatusLine("HTTP/1.1 20 OK"), Kind.PROTOCOL),
                fails("a chunk whose size is no number is no HTTP", new MalformedChunk(1000), Kind.PROTOCOL));
    }

    /** HttpURLConnection hands on what comes, also beyond the length: the caller compares. */
    private List<FaultCase> lies() {
        byte[] flipped = body.clone();
        flipped[PART] ^= 1;
        return List.of(
                delivers("a flipped bit is delivered", new FlipByte(PART), 200, flipped),
                failsOrDelivers(
                        "a length that is too long is a truncation, or the body is delivered",
                        new WrongLength(5),
                        Kind.TRUNCATED,
                        body),
                FaultCase.of(
                        "of a body that is longer than its length the length is delivered, or all of it",
                        new WrongLength(-5),
                        new FaultOutcome.Delivers(200, Arrays.copyOf(body, SIZE - 5)),
                        new FaultOutcome.Delivers(200, body)),
                delivers(
                        "a body that is said to be compressed is delivered as it is",
                        new Header("Content-Encoding", "gzip"),
                        200,
                        body));
    }

    /** HttpURLConnection takes a length that is none for no length; the JDK's HttpClient takes a negative one for its word. */
    private List<FaultCase> noLengths() {
        return List.of(
                FaultCase.of(
                        "a negative length is no HTTP, or a truncation, or the body is delivered",
                        new BadLength("-5"),
                        new FaultOutcome.Fails(Kind.PROTOCOL),
                        new FaultOutcome.Fails(Kind.TRUNCATED),
                        new FaultOutcome.Delivers(200, body)),
                failsOrDelivers(
                        "a length that is no number is no HTTP, or the body is delivered",
                        new BadLength("five"),
                        Kind.PROTOCOL,
                        body),
                failsOrDelivers(
                        "a length beyond all numbers is no HTTP, or the body is delivered",
                        new BadLength("9".repeat(20)),
                        Kind.PROTOCOL,
                        body));
    }

    private List<FaultCase> ranges() {
        HttpHeaders range = HttpHeaders.of(Map.of("Range", List.of("bytes=10-19")));
        return List.of(
                delivers("a range is delivered", new None(), 206, Arrays.copyOfRange(body, 10, 20))
                        .askedWith(range),
                delivers("a whole body instead of a range is delivered", new IgnoreRange(), 200, body)
                        .askedWith(range),
                delivers("another range is delivered", new LieAboutRange(7), 206, Arrays.copyOfRange(body, 17, 27))
                        .askedWith(range));
    }

    /** A client may well refuse a head of 2 MB; what it must not do is to hang, or to deliver something else. */
    private List<FaultCase> others() {
        return List.of(
                failsOrDelivers(
                        "100,000 headers are delivered, or no HTTP", new ManyHeaders(100_000), Kind.PROTOCOL, body),
                delivers("a redirect is delivered", new Redirect(302, "/elsewhere"), 302, ascii("redirected")),
                delivers("an error of the server's is delivered", new Status(500), 500, ascii("status 500")),
                delivers("a chunked body is delivered", new Chunked(1000), 200, body),
                delivers("a body that ends with the connection is delivered", new CloseDelimited(), 200, body),
                delivers("a slow answer is delivered", new Slow(20_000, Duration.ofMillis(2)), 200, body),
                delivers("an answer that was held back is delivered", new Hold(new CountDownLatch(0)), 200, body),
                FaultCase.of(
                        "an endless body is delivered until the sink has had enough",
                        new EndlessBody(),
                        new FaultOutcome.EndsWithTheSink()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
