// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.okhttp;

import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/**
 * Says what kind of failure an exception of OkHttp's is. It goes by type, and by message only where there is no type for it, or only one that
 * OkHttp keeps to itself. Immutable.
 */
final class Failures {
    private static final String INTERNAL_TO_HTTP_2 = "okhttp3.internal.http2.";

    private final Connecting connecting;

    Failures(Connecting connecting) {
        this.connecting = connecting;
    }

    /** A failure to connect, to send, or to get a head. */
    TransportException beforeBody(IOException cause) {
        return failure(connecting.tookTooLong() ? Kind.CONNECT_TIMEOUT : kind(cause, false), cause);
    }

    /** A failure after the head. */
    TransportException inBody(IOException cause) {
        return failure(kind(cause, true), cause);
    }

    private Kind kind(IOException cause, boolean inBody) {
        String message = messageOf(cause);
        if (cause instanceof SSLException) {
            return tlsKind(cause, inBody);
        } else if (cause instanceof SocketTimeoutException) {
            return isAboutConnecting(message) ? Kind.CONNECT_TIMEOUT : Kind.READ_TIMEOUT;
        } else if (cause instanceof UnknownHostException) {
            return connecting.proxied() ? Kind.PROXY : Kind.UNRESOLVED;
        } else if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return unconnectedKind(cause);
        } else if (cause instanceof SocketException) {
            return message.contains("socks") ? Kind.PROXY : Kind.RESET;
        } else if (cause instanceof EOFException || message.startsWith("unexpected end of stream")) {
            return Kind.TRUNCATED;
        }
        return kindByMessage(cause, message);
    }

    private static Kind kindByMessage(IOException cause, String message) {
        if (message.contains("for connect:") || message.contains("with proxy") || message.contains("tunnel")) {
            return Kind.PROXY;
        } else if (cause instanceof ProtocolException) {
            return Kind.PROTOCOL;
        }
        return cause.getClass().getName().startsWith(INTERNAL_TO_HTTP_2) ? Kind.RESET : Kind.OTHER;
    }

    private Kind unconnectedKind(IOException cause) {
        // OkHttp puts a message of its own around the JDK's.
        Throwable jdks = cause.getCause() == null ? cause : cause.getCause();
        if (messageOf(jdks).contains("timed out")) {
            return Kind.CONNECT_TIMEOUT;
        }
        return connecting.proxied() ? Kind.PROXY : Kind.REFUSED;
    }

    private static Kind tlsKind(IOException cause, boolean inBody) {
        if (cause.getCause() instanceof SocketException) {
            return Kind.RESET;
        }
        return inBody && cause.getCause() instanceof EOFException ? Kind.TRUNCATED : Kind.TLS;
    }

    private static boolean isAboutConnecting(String message) {
        return message.startsWith("connect") || message.startsWith("failed to connect");
    }

    private static String messageOf(Throwable thrown) {
        return String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
    }

    private static TransportException failure(Kind kind, IOException cause) {
        return new TransportException(kind, text(kind), cause);
    }

    private static String text(Kind kind) {
        return switch (kind) {
            case UNRESOLVED -> "the host name has no address";
            case REFUSED -> "the connection was refused";
            case CONNECT_TIMEOUT -> "no connection was made in time";
            case READ_TIMEOUT -> "the server sent nothing for too long";
            case RESET -> "the connection was reset";
            case TRUNCATED -> "the connection was closed before the answer was complete";
            case TLS -> "no secure connection was made";
            case PROXY -> "the proxy failed or refused";
            case PROTOCOL -> "the answer is not HTTP";
            case OTHER -> "the request failed";
        };
    }
}
