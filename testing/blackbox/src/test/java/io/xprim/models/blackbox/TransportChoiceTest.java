// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.blackbox;

import io.xprim.models.scenarios.TransportChoiceScenarios;
import java.io.IOException;

class TransportChoiceTest extends TransportChoiceScenarios {
    TransportChoiceTest() throws IOException {}
}
