// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.util.List;

final class PowerCuts implements Part {
    @Override
    public String name() {
        return "power-cuts";
    }

    @Override
    public String claim() {
        return "todo";
    }

    @Override
    public boolean onlyInProfile() {
        return true;
    }

    @Override
    public Tally run(Settings settings) {
        return new Tally(0, "todo", "", List.of());
    }
}
