// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

/**
 * What a transport does that its caller has to know. Immutable; built, so that more can be said later.
 *
 * @since 0.1
 */
public final class TransportCapabilities {
    private final boolean resendsUnansweredGet;
    private final boolean http2;
    private final boolean sharesCookieHandler;
    private final boolean keepsResourcesUntilCollected;

    private TransportCapabilities(Builder builder) {
        resendsUnansweredGet = builder.resendsUnansweredGet;
        http2 = builder.http2;
        sharesCookieHandler = builder.sharesCookieHandler;
        keepsResourcesUntilCollected = builder.keepsResourcesUntilCollected;
    }

    /** Starts with a transport that does exactly what it is asked, over HTTP/1.1. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether a GET may be sent a second time where the connection broke before an answer began. */
    public boolean resendsUnansweredGet() {
        return resendsUnansweredGet;
    }

    /** Whether it speaks HTTP/2 (RFC 9113) where the server does. */
    public boolean http2() {
        return http2;
    }

    /** Whether a {@link java.net.CookieHandler} that the program has set for the whole JVM takes part in its requests. */
    public boolean sharesCookieHandler() {
        return sharesCookieHandler;
    }

    /** Whether a transport that was closed keeps threads or connections until it is garbage collected. */
    public boolean keepsResourcesUntilCollected() {
        return keepsResourcesUntilCollected;
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private boolean resendsUnansweredGet;
        private boolean http2;
        private boolean sharesCookieHandler;
        private boolean keepsResourcesUntilCollected;

        private Builder() {}

        /** Sets {@link TransportCapabilities#resendsUnansweredGet()}. */
        public Builder resendsUnansweredGet(boolean resends) {
            resendsUnansweredGet = resends;
            return this;
        }

        /** Sets {@link TransportCapabilities#http2()}. */
        public Builder http2(boolean speaksHttp2) {
            http2 = speaksHttp2;
            return this;
        }

        /** Sets {@link TransportCapabilities#sharesCookieHandler()}. */
        public Builder sharesCookieHandler(boolean shares) {
            sharesCookieHandler = shares;
            return this;
        }

        /** Sets {@link TransportCapabilities#keepsResourcesUntilCollected()}. */
        public Builder keepsResourcesUntilCollected(boolean keeps) {
            keepsResourcesUntilCollected = keeps;
            return this;
        }

        /** Makes the capabilities. */
        public TransportCapabilities build() {
            return new TransportCapabilities(this);
        }
    }
}
