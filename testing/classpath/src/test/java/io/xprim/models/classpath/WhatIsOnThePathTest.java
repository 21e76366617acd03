// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.classpath;

import io.xprim.models.scenarios.WhatIsOnThePathScenarios;
import java.util.List;

class WhatIsOnThePathTest extends WhatIsOnThePathScenarios {
    WhatIsOnThePathTest() {
        super("the class path");
    }

    @Override
    protected List<String> launch(String path, String module, String mainClass) {
        return List.of("--class-path", path, mainClass);
    }
}
