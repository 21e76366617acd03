// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.xprim.models.testkit.defect.AnswerDefects;
import io.xprim.models.testkit.defect.LifeDefects;
import io.xprim.models.testkit.defect.RequestDefects;
import io.xprim.models.testkit.defect.TransportDefect;
import io.xprim.models.testkit.reference.SocketTransportProvider;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/** Every way to break the contract is found by the tests that ought to find it. */
class DefectiveTransportsTest {
    /** How long a test waits for a transport that hangs. */
    private static final Duration SHORT = Duration.ofSeconds(3);

    private static final Duration LONG = Duration.ofMinutes(1);

    @TestFactory
    Stream<DynamicNode> aTransportFailsThat() {
        return Stream.of(RequestDefects.all(), AnswerDefects.all(), LifeDefects.all())
                .flatMap(Function.identity())
                .flatMap(defect -> defect.sentences().stream().map(sentence -> test(defect, sentence)));
    }

    private static DynamicNode test(TransportDefect defect, String sentence) {
        return dynamicTest(defect.name() + ": " + sentence, () -> {
            ContractRun run = ContractRun.of(HttpTransportContract.of(defect.over(new SocketTransportProvider()))
                    .within(defect.hangs() ? SHORT : LONG)
                    .tests());
            assertThat(run.failure(sentence)).get().isNotInstanceOf(TestAbortedException.class);
        });
    }
}
