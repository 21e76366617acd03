// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.terminal;

import java.util.Locale;
import java.util.OptionalInt;
import org.jline.nativ.CLibrary;
import org.jline.nativ.Kernel32;

/**
 * Asks the operating system, through JLine's native library. The library is unpacked into the temporary folder on first use, so this is
 * to be asked only when a bar might be shown.
 */
public final class NativeTerminal implements Terminal {
    private static final int STDERR = 2;
    private static final int FALLBACK_COLUMNS = 80;

    private final boolean windows =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    private boolean broken;

    @Override
    public OptionalInt columns() {
        if (broken) {
            return OptionalInt.empty();
        }
        try {
            return windows ? windowsColumns() : posixColumns();
        } catch (LinkageError | RuntimeException e) {
            // No library for this platform, or the temporary folder forbids programs: as good as no terminal.
            broken = true;
            return OptionalInt.empty();
        }
    }

    private static OptionalInt posixColumns() {
        if (CLibrary.isatty(STDERR) != 1) {
            return OptionalInt.empty();
        }
        CLibrary.WinSize size = new CLibrary.WinSize();
        int failed = CLibrary.ioctl(STDERR, CLibrary.TIOCGWINSZ, size);
        return OptionalInt.of(failed == 0 && size.ws_col > 0 ? size.ws_col : FALLBACK_COLUMNS);
    }

    private static OptionalInt windowsColumns() {
        if (Kernel32.isatty(STDERR) == 0) {
            return OptionalInt.empty();
        }
        Kernel32.CONSOLE_SCREEN_BUFFER_INFO info = new Kernel32.CONSOLE_SCREEN_BUFFER_INFO();
        long handle = Kernel32.GetStdHandle(Kernel32.STD_ERROR_HANDLE);
        int done = Kernel32.GetConsoleScreenBufferInfo(handle, info);
        return OptionalInt.of(done != 0 && info.windowWidth() > 0 ? info.windowWidth() : FALLBACK_COLUMNS);
    }
}
