// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What can be told of the launcher for Windows without Windows. */
final class WindowsLauncherTest {
    /** Behind other ends, cmd does not find all labels. */
    @Test
    void itsLinesEndAsThoseOfWindowsDo() throws IOException {
        assertThat(Files.readString(Path.of("../../xprim-models.cmd")))
                .endsWith("\r\n")
                .doesNotContainPattern("[^\r]\n");
    }
}
