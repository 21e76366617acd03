// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.defect;

import io.xprim.models.testkit.reference.ChannelLockerProvider;
import io.xprim.models.testkit.reference.ChannelLockerProvider.Defect;
import java.util.Set;

/** Lockers with one defect each, of which another process can make one too. */
public final class DefectiveLockers {
    private DefectiveLockers() {}

    /** Excludes nobody. */
    public static final class ExcludesNothing extends ChannelLockerProvider {
        /** Does nothing. */
        public ExcludesNothing() {
            super(Set.of(Defect.EXCLUDES_NOTHING));
        }
    }

    /** Excludes threads alone. */
    public static final class ExcludesNoProcesses extends ChannelLockerProvider {
        /** Does nothing. */
        public ExcludesNoProcesses() {
            super(Set.of(Defect.EXCLUDES_NO_PROCESSES));
        }
    }

    /** One whose defect does not show in another process. */
    public static final class Here extends ChannelLockerProvider {
        /** Has a defect. */
        public Here(Defect defect) {
            super(Set.of(defect));
        }
    }
}
