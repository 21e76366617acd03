// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ResourceBundle;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hands warnings to whoever waits for them. */
final class WarningLogger implements System.Logger {
    private final BlockingQueue<String> warnings = new LinkedBlockingQueue<>();

    /** The next one. */
    String await() throws InterruptedException {
        String warning = warnings.poll(30, TimeUnit.SECONDS);
        assertThat(warning).as("a warning").isNotNull();
        return String.valueOf(warning);
    }

    /** How many there are that nobody has waited for. */
    int count() {
        return warnings.size();
    }

    @Override
    public String getName() {
        return "warnings";
    }

    @Override
    public boolean isLoggable(Level level) {
        return level == Level.WARNING;
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable cause) {
        log(level, bundle, message);
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... params) {
        if (isLoggable(level)) {
            warnings.add(String.valueOf(format));
        }
    }
}
