// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what is logged. */
public final class RecordingLogger implements System.Logger {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    private record Entry(Level level, String message) {}

    List<String> messages() {
        return entries.stream().map(Entry::message).toList();
    }

    /** What was logged at a level. */
    public List<String> messages(Level level) {
        return entries.stream()
                .filter(entry -> entry.level() == level)
                .map(Entry::message)
                .toList();
    }

    /** Forgets what was logged. */
    void clear() {
        entries.clear();
    }

    /** All of it, a message a line. */
    public String text() {
        return String.join("\n", messages());
    }

    @Override
    public String getName() {
        return "recording";
    }

    @Override
    public boolean isLoggable(Level level) {
        return true;
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable cause) {
        entries.add(new Entry(level, String.valueOf(message)));
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... params) {
        entries.add(new Entry(level, String.valueOf(format)));
    }
}
