// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.util.List;
import java.util.Random;

/** What a process does to a store, at random. */
enum Action {
    PULL("pull"),
    FORCED_PULL("pull --force"),
    UPDATE("update --apply"),
    REMOVE("remove -y"),
    VERIFY("verify"),
    REPAIR("verify --repair"),
    PRUNE("prune -y"),
    LIST("list");

    private static final List<Action> WEIGHTED = List.of(
            PULL, PULL, PULL, PULL, FORCED_PULL, UPDATE, UPDATE, REMOVE, REMOVE, REMOVE, VERIFY, REPAIR, PRUNE, LIST);

    private final String line;

    Action(String line) {
        this.line = line;
    }

    static Action any(Random random) {
        return WEIGHTED.get(random.nextInt(WEIGHTED.size()));
    }

    List<String> command() {
        return List.of(line.split(" "));
    }

    boolean isOfOneModel() {
        return this != PRUNE && this != LIST;
    }

    /** Whether it may end with the model installed. */
    boolean mayInstall() {
        return this == PULL || this == FORCED_PULL || this == UPDATE;
    }
}
