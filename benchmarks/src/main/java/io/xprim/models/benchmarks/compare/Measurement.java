// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.compare;

import java.io.IOException;
import java.util.List;

/** What one run of a command has cost, all its processes together; of the memory, the largest process. */
public record Measurement(double wallSeconds, double cpuSeconds, double peakMebibytes, double writtenMebibytes) {
    /** For {@code time -f}: user and system seconds, KiB, blocks of 512 bytes. */
    static final String FORMAT = "%U %S %M %O";

    private static final int VALUES = 4;

    /** Reads what {@code time} wrote; when the command has failed, it says so in a line before. */
    static Measurement parse(double wallSeconds, List<String> lines) throws IOException {
        String[] values =
                lines.isEmpty() ? new String[0] : lines.get(lines.size() - 1).split(" ", -1);
        if (values.length != VALUES) {
            throw new IOException("time did not write \"" + FORMAT + "\" but " + lines);
        }
        return new Measurement(
                wallSeconds,
                Double.parseDouble(values[0]) + Double.parseDouble(values[1]),
                Double.parseDouble(values[2]) / 1024,
                Double.parseDouble(values[3]) / 2048);
    }
}
