// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** What an application does with the library. */
module io.xprim.models.scenarios {
    requires transitive io.xprim.models;
    requires transitive io.xprim.models.fixtures;
    requires transitive io.xprim.models.testkit;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;

    exports io.xprim.models.scenarios;

    opens io.xprim.models.scenarios;
}
