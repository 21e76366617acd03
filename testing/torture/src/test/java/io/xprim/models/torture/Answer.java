// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.util.Optional;

/**
 * What a process was told of an action.
 *
 * @param manifest of what is installed now, if that was told
 */
record Answer(Kind kind, Optional<String> manifest) {
    /** What it says of the model. */
    enum Kind {
        /** It is installed now. */
        INSTALLED,
        /** It was installed, and is not any more. */
        REMOVED,
        /** It was not installed. */
        MISSING,
        /** It is installed and whole. */
        WHOLE,
        /** Somebody else held it for too long; nothing was changed. */
        REFUSED,
        /** Nothing. */
        NOTHING,
        /** There is no answer: the process was killed, and what it was to do may be done or not. */
        NONE;

        /** Whether it was installed before, if that is told. */
        Optional<Boolean> toldInstalled() {
            return switch (this) {
                case REMOVED, WHOLE -> Optional.of(true);
                case MISSING -> Optional.of(false);
                case INSTALLED, REFUSED, NOTHING, NONE -> Optional.empty();
            };
        }

        /** Whether it is installed after, if that is known. */
        Optional<Boolean> leavesInstalled(Optional<Boolean> before) {
            return switch (this) {
                case INSTALLED, WHOLE -> Optional.of(true);
                case REMOVED, MISSING -> Optional.of(false);
                case REFUSED, NOTHING -> before;
                case NONE -> Optional.empty();
            };
        }
    }

    static Answer of(Kind kind) {
        return new Answer(kind, Optional.empty());
    }

    static Answer installed(Optional<String> manifest) {
        return new Answer(Kind.INSTALLED, manifest);
    }
}
