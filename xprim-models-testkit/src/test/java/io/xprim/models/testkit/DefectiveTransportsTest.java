// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.spi.TransportException;
import io.xprim.models.testkit.defect.AnswerDefects;
import io.xprim.models.testkit.defect.LifeDefects;
import io.xprim.models.testkit.defect.RequestDefects;
import io.xprim.models.testkit.defect.TransportDefect;
import io.xprim.models.testkit.reference.SocketTransportProvider;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Every way to break the contract is found by the tests that ought to find it, and by its defect alone: intact, the transport passes. */
class DefectiveTransportsTest {
    /** How long a test waits for a transport that hangs, unless the intact one needs more on this machine. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static final Duration LONG = Duration.ofMinutes(1);

    private final HttpTransportProvider intact = new SocketTransportProvider();

    @TestFactory
    Stream<DynamicNode> aTransportFailsThat() {
        return defects()
                .flatMap(defect -> defect.sentences().stream()
                        .map(sentence -> test(defect, sentence, () -> {
                            assertThat(failure(intact, sentence, LONG)).isEmpty();
                            assertThat(failure(defect.over(intact), sentence, LONG))
                                    .get()
                                    // An exchange that ought to have gone well may fail instead.
                                    .isInstanceOfAny(AssertionError.class, TransportException.class);
                        })));
    }

    @TestFactory
    Stream<DynamicNode> aTransportHangsThat() {
        return defects()
                .flatMap(defect -> defect.hanging().stream()
                        .map(sentence -> test(defect, sentence, () -> {
                            Duration limit = limitOfTheIntact(sentence);
                            assertThat(failure(defect.over(intact), sentence, limit))
                                    .get()
                                    .isInstanceOf(AssertionError.class)
                                    .asString()
                                    .contains("not done after ");
                        })));
    }

    private static Stream<TransportDefect> defects() {
        return Stream.of(RequestDefects.all(), AnswerDefects.all(), LifeDefects.all())
                .flatMap(Function.identity());
    }

    private static DynamicNode test(TransportDefect defect, String sentence, Executable run) {
        return dynamicTest(defect.name() + ": " + sentence, run);
    }

    /** A limit that the intact transport keeps: the short one, or what a busy machine makes of it. */
    private Duration limitOfTheIntact(String sentence) {
        Duration limit = SHORT;
        while (limit.compareTo(LONG) < 0 && failure(intact, sentence, limit).isPresent()) {
            limit = limit.multipliedBy(2);
        }
        assertThat(limit).as("what the intact transport needs").isLessThan(LONG);
        return limit;
    }

    private static Optional<Throwable> failure(HttpTransportProvider provider, String sentence, Duration limit) {
        return ContractRun.of(HttpTransportContract.of(provider).within(limit).tests())
                .failure(sentence);
    }
}
