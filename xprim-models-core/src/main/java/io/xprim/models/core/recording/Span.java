// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.recording;

import java.util.function.Consumer;
import java.util.function.Supplier;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * A time that a flight recording has as an event. Where no recorder is in use no event is made, which would register its class and with it
 * set up what the recorder knows of all events of the JVM: a fifth of a second. What began before the recorder did is in no recording. Not
 * thread-safe.
 */
public final class Span<E extends Event> {
    private final @Nullable E event;

    private Span(@Nullable E event) {
        this.event = event;
    }

    /** Begins a time. */
    public static <E extends Event> Span<E> begin(Supplier<E> kind) {
        if (!FlightRecorder.isInitialized()) {
            return new Span<>(null);
        }
        E event = kind.get();
        event.begin();
        return new Span<>(event);
    }

    /** Ends it; {@code fields} fills the event, if there is to be one. */
    public void end(Consumer<E> fields) {
        if (event == null) {
            return;
        }
        event.end();
        if (event.shouldCommit()) {
            fields.accept(event);
            event.commit();
        }
    }
}
