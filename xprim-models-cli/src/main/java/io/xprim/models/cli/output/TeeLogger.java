// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.output;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Tells two loggers. */
public final class TeeLogger implements System.Logger {
    private final System.Logger first;
    private final System.Logger second;

    public TeeLogger(System.Logger first, System.Logger second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public String getName() {
        return first.getName();
    }

    @Override
    public boolean isLoggable(Level level) {
        return first.isLoggable(level) || second.isLoggable(level);
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        first.log(level, bundle, message, thrown);
        second.log(level, bundle, message, thrown);
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... params) {
        first.log(level, bundle, format, params);
        second.log(level, bundle, format, params);
    }
}
