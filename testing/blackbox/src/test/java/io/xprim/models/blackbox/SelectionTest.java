// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.blackbox;

import io.xprim.models.scenarios.SelectionScenarios;

class SelectionTest extends SelectionScenarios {
    SelectionTest() {
        super(true);
    }
}
