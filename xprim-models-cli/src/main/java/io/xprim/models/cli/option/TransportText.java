// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.option;

import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.spi.ProviderSelection;
import io.xprim.models.spi.SafeText;
import java.util.List;

/** The id of a transport that is there. */
final class TransportText {
    private TransportText() {}

    /**
     * Checks that there is such a transport.
     *
     * @throws IllegalArgumentException if there is none; the message names those that there are
     */
    static String parse(String id) {
        List<String> known = ProviderSelection.of(HttpTransportProvider.class).ids();
        if (!known.contains(id)) {
            throw new IllegalArgumentException("there is no transport " + SafeText.quoted(id) + "; "
                    + (known.isEmpty() ? "add one to the path" : "choose one of " + String.join(", ", known)));
        }
        return id;
    }
}
