// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Many processes that do anything to one store: applications of two names with the library in them, and the program. In the profile they
 * are killed and stopped as well. Now and then all come to rest, and what each was told is compared with what is there.
 */
final class Processes implements Part {
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "processes";
    }

    @Override
    public String claim() {
        return "nothing that any of many processes did at once is lost";
    }

    /** The count is of seconds. */
    @Override
    public Tally run(Settings settings) throws Exception {
        int processes = settings.profile() ? 16 : 8;
        long seconds = settings.count(20, 20 * 60);
        Path folder = settings.folder(this);
        Trees.delete(folder);
        List<String> lost = new ArrayList<>();
        String remarks;
        try (Crowd crowd = new Crowd(folder, processes, settings.seed(), settings.profile())) {
            try {
                for (long left = seconds; left > 0; left -= LONGEST_ROUND.toSeconds()) {
                    crowd.round(Duration.ofSeconds(Math.min(left, LONGEST_ROUND.toSeconds())));
                }
            } catch (AssertionError | IllegalStateException e) {
                lost.add(Iterations.describe(settings, this, 0, folder, e));
            }
            remarks = crowd.remarks();
        }
        if (lost.isEmpty()) {
            Trees.delete(folder);
        }
        return new Tally(processes, "processes for " + seconds + " s", remarks, lost);
    }
}
