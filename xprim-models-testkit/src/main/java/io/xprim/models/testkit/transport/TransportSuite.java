// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.testkit.suite.Suite;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicContainer;

/** Tests that each get a server and a transport of their own. Not thread-safe. */
final class TransportSuite {
    private final HttpTransportProvider provider;
    private final Suite suite;

    TransportSuite(String name, HttpTransportProvider provider, Duration limit) {
        this.provider = provider;
        suite = new Suite(name, limit);
    }

    /** Adds a test whose transport has timeouts that it does not wait for. */
    TransportSuite test(String sentence, TransportCase test) {
        return test(sentence, settings -> settings, test);
    }

    /** Adds a test whose transport is told something else. */
    TransportSuite test(String sentence, UnaryOperator<TransportSettings> change, TransportCase test) {
        suite.test(sentence, () -> {
            try (Trial trial = Trial.of(provider, change.apply(TransportSettings.patient()))) {
                test.run(trial);
            }
        });
        return this;
    }

    DynamicContainer node() {
        return suite.node();
    }
}
