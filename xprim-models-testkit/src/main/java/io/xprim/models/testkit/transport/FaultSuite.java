// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;

/** What comes of each fault of {@link FaultTable}. */
final class FaultSuite {
    /** Waited for in full by the faults that are silence, and by no other: those have to show by themselves, however slow the machine is. */
    private static final Duration IDLE = Duration.ofMillis(400);

    private static final String PATH = "/faulty";
    private static final int ENOUGH = 5 * FaultTable.SIZE;

    private final byte[] body;
    private final FaultCase tried;
    private final Trial trial;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final IOException enough = new IOException("enough");
    private int status;

    private FaultSuite(byte[] body, FaultCase tried, Trial trial) {
        this.body = body;
        this.tried = tried;
        this.trial = trial;
    }

    static DynamicContainer of(HttpTransportProvider provider, Duration limit) {
        byte[] body = Trial.randomBytes(FaultTable.SIZE);
        TransportSuite suite = new TransportSuite("Faults", provider, limit);
        new FaultTable(body).cases().forEach(tried -> {
            UnaryOperator<TransportSettings> settings =
                    tried.waits() ? patient -> patient.withIdleTimeout(IDLE) : patient -> patient;
            suite.test(tried.sentence(), settings, trial -> new FaultSuite(body, tried, trial).run());
        });
        return suite.node();
    }

    private void run() {
        trial.server().serve(PATH, body).always(PATH, tried.fault());
        URI uri = trial.server().uri(PATH);
        Throwable thrown = Trial.thrownBy(() ->
                trial.transport().exchange(TransportRequest.get(uri, tried.headers()), this::head, new Cancellation()));
        assertTrue(
                tried.allowed().stream().anyMatch(outcome -> isEnd(outcome, thrown)),
                () -> "expected one of " + tried.allowed() + " but it was " + end(thrown));
        if (thrown instanceof TransportException failure) {
            Trial.assertSafe(failure, uri);
            byte[] came = taken.toByteArray();
            assertArrayEquals(Arrays.copyOf(body, came.length), came, "what came before the failure");
        }
    }

    private boolean isEnd(FaultOutcome outcome, @Nullable Throwable thrown) {
        if (outcome instanceof FaultOutcome.Fails expected) {
            return thrown instanceof TransportException failure && failure.kind() == expected.kind();
        } else if (outcome instanceof FaultOutcome.Delivers) {
            return thrown == null && outcome.equals(delivered());
        }
        return thrown == enough;
    }

    private String end(@Nullable Throwable thrown) {
        if (thrown instanceof TransportException failure) {
            return failure.kind() + " (" + failure.getCause() + ")";
        }
        return thrown == null ? delivered().toString() : thrown.toString();
    }

    private FaultOutcome delivered() {
        return new FaultOutcome.Delivers(status, taken.toByteArray());
    }

    private Optional<BodySink> head(int sentStatus, HttpHeaders headers) {
        status = sentStatus;
        return Optional.of(piece -> {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            taken.writeBytes(bytes);
            if (taken.size() > ENOUGH) {
                throw enough;
            }
        });
    }
}
