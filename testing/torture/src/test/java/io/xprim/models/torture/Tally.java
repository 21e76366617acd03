// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.util.List;

/**
 * What came of a part.
 *
 * @param tried how often, of what
 * @param remarks what else was counted
 * @param lost each with what shows it and how to replay it
 */
record Tally(int count, String tried, String remarks, List<String> lost) {
    Tally {
        lost = List.copyOf(lost);
    }
}
