// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.defect;

import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.HttpTransportConfig;
import io.xprim.models.spi.HttpTransportProvider;
import java.util.List;

/**
 * A way in which a transport breaks its contract.
 *
 * @param name what it does
 * @param opens how it is opened over a correct one
 * @param sentences the tests that have to fail by themselves
 * @param hanging the tests that have to be given up to fail
 */
public record TransportDefect(String name, Opens opens, List<String> sentences, List<String> hanging) {
    /** Opens a transport that is broken. */
    @FunctionalInterface
    public interface Opens {
        HttpTransport open(HttpTransportProvider correct, HttpTransportConfig config);
    }

    static TransportDefect of(String name, Opens opens, String... sentences) {
        return new TransportDefect(name, opens, List.of(sentences), List.of());
    }

    /** One that does something else in an exchange. */
    static TransportDefect inExchange(String name, BrokenExchange exchange, String... sentences) {
        return of(name, (correct, config) -> new BrokenTransport(correct.open(config), exchange), sentences);
    }

    TransportDefect hangingIn(String... others) {
        return new TransportDefect(name, opens, sentences, List.of(others));
    }

    /** A provider that has it. */
    public HttpTransportProvider over(HttpTransportProvider correct) {
        return new HttpTransportProvider() {
            @Override
            public String id() {
                return correct.id();
            }

            @Override
            public HttpTransport open(HttpTransportConfig config) {
                return opens.open(correct, config);
            }
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
