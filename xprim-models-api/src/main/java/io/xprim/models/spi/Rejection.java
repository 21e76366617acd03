// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;

/** A candidate that is not used, with what speaks against it. */
record Rejection(String name, String reason, @Nullable Throwable cause) {
    /** What {@code ServiceLoader} throws says which provider, and its cause says why. */
    static Rejection unloadable(Class<?> service, Throwable cause) {
        String prefix = service.getName() + ": ";
        String message = String.valueOf(cause.getMessage());
        boolean ofServiceLoader = cause instanceof ServiceConfigurationError && message.startsWith(prefix);
        String what = ofServiceLoader ? SafeText.of(message.substring(prefix.length())) : describe(cause);
        Throwable why = cause.getCause();
        return new Rejection(
                "a provider",
                "it could not be loaded: " + what + (ofServiceLoader && why != null ? ": " + describe(why) : ""),
                cause);
    }

    static Rejection unopenable(Candidate<?> candidate, Throwable cause) {
        return new Rejection(
                candidate.id(), candidate.details() + "; it could not be opened: " + describe(cause), cause);
    }

    static Rejection speechless(Provider provider, Throwable cause) {
        return new Rejection(
                provider.getClass().getName(), "it failed when asked for its id: " + describe(cause), cause);
    }

    private static String describe(Throwable failure) {
        Throwable cause = failure instanceof ExceptionInInitializerError ? failure.getCause() : null;
        return SafeText.of(failure.toString()) + (cause == null ? "" : ": " + SafeText.of(cause.toString()));
    }

    @Override
    public String toString() {
        return name + " (" + reason + ")";
    }
}
