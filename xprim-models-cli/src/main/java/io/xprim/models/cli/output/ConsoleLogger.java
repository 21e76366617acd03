// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.output;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Prints each message from a level on as one line on stderr, such as {@code warning: …}. */
public final class ConsoleLogger implements System.Logger {
    private final Console console;
    private final Level threshold;

    public ConsoleLogger(Console console, Level threshold) {
        this.console = console;
        this.threshold = threshold;
    }

    @Override
    public String getName() {
        return "console";
    }

    /** A failure is what the command ends with, and is told there; only those who want everything see it twice. */
    @Override
    public boolean isLoggable(Level level) {
        boolean told = level == Level.ERROR && threshold.getSeverity() > Level.INFO.getSeverity();
        return threshold != Level.OFF && !told && level.getSeverity() >= threshold.getSeverity();
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        if (isLoggable(level)) {
            String cause = thrown == null ? "" : " (" + thrown + ")";
            console.message(level.name().toLowerCase(Locale.ROOT) + ": " + SafeLine.of(message + cause));
        }
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... params) {
        if (isLoggable(level)) {
            boolean asItIs = format == null || params == null || params.length == 0;
            log(level, bundle, asItIs ? format : new MessageFormat(format, Locale.ROOT).format(params), (Throwable)
                    null);
        }
    }
}
