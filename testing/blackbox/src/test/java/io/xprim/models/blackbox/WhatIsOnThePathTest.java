// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.blackbox;

import io.xprim.models.scenarios.WhatIsOnThePathScenarios;
import java.util.List;

class WhatIsOnThePathTest extends WhatIsOnThePathScenarios {
    WhatIsOnThePathTest() {
        super("io.xprim.models.core");
    }

    @Override
    protected List<String> launch(String path, String module, String mainClass) {
        return List.of("--module-path", path, "--module", module + "/" + mainClass);
    }
}
