// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * Who does random things to a store, and notes what it is told.
 *
 * @param own the reference that nobody else touches
 * @param shared those that all touch
 */
record Role(String own, List<String> shared) {
    /** Does one thing and says what came of it. */
    interface Hands {
        Answer act(Action action, String ref) throws IOException, InterruptedException;
    }

    void play(Hands hands, Journal journal, Random random, BooleanSupplier over)
            throws IOException, InterruptedException {
        while (!over.getAsBoolean()) {
            Action action = Action.any(random);
            String ref = random.nextInt(3) == 0 ? own : shared.get(random.nextInt(shared.size()));
            journal.begin(action, ref);
            Answer answer = hands.act(action, ref);
            if (answer.kind() != Answer.Kind.NONE) {
                journal.end(answer);
            }
        }
    }
}
