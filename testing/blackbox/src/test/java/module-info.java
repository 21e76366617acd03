// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
import io.xprim.models.blackbox.OwnTransportProvider;
import io.xprim.models.spi.HttpTransportProvider;

/** An application on the module path that brings a transport of its own. Core and the other transport it finds, and does not require. */
module io.xprim.models.blackbox {
    requires io.xprim.models;
    requires io.xprim.models.fixtures;
    requires io.xprim.models.scenarios;
    requires org.assertj.core;
    requires org.junit.jupiter.api;

    opens io.xprim.models.blackbox;

    uses HttpTransportProvider;

    provides HttpTransportProvider with
            OwnTransportProvider;
}
