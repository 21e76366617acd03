// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.program;

import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prints warnings, and keeps which transport was chosen. */
final class ChoiceLog implements System.Logger {
    private static final Pattern CHOICE = Pattern.compile("chose (\\S+) .* as HttpTransportProvider");

    private volatile String transport = "no transport";

    String transport() {
        return transport;
    }

    @Override
    public String getName() {
        return "program";
    }

    @Override
    public boolean isLoggable(Level level) {
        return true;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
        hear(level, message);
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
        hear(level, format);
    }

    private void hear(Level level, String message) {
        Matcher choice = CHOICE.matcher(message);
        if (choice.matches()) {
            transport = choice.group(1);
        }
        if (level == Level.WARNING) {
            System.out.println("WARNING: " + message);
        }
    }
}
