// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.commandline;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** Everything that could show a secret, as text. Listens at every level, and to the names of threads whenever something is said. */
final class Findings implements System.Logger {
    private final Queue<String> texts = new ConcurrentLinkedQueue<>();

    void text(String where, @Nullable Object what) {
        texts.add(where + ": " + what);
    }

    /** With its trace, its causes and what it suppressed. */
    void thrown(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        text("exception", trace);
        threads();
    }

    /** Names and contents. */
    void files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                text("path", path);
                if (Files.isRegularFile(path)) {
                    text("file", Files.readString(path, StandardCharsets.ISO_8859_1));
                }
            }
        }
    }

    /** All events but those that the JDK makes of the process itself. */
    void events(Recording recording, Path file) throws IOException {
        recording.dump(file);
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            text("event", event);
        }
    }

    void threads() {
        Thread.getAllStackTraces().keySet().forEach(thread -> text("thread", thread.getName()));
    }

    List<String> all() {
        return List.copyOf(texts);
    }

    List<String> with(String part) {
        return texts.stream().filter(text -> text.contains(part)).toList();
    }

    @Override
    public String getName() {
        return "findings";
    }

    @Override
    public boolean isLoggable(Level level) {
        return true;
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable cause) {
        text("log", message);
        if (cause != null) {
            thrown(cause);
        }
        threads();
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... params) {
        text("log", format + Arrays.toString(params));
        threads();
    }
}
