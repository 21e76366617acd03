// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.urlconnection;

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
 * Says what kind of failure an exception of the JDK's is. It goes by type, and by message only where the JDK has no type for it. Immutable.
 */
final class Failures {
    private final boolean proxied;

    /**
     * @param proxied whether the connection is made to a proxy, whose failure then it is if none comes about
     */
    Failures(boolean proxied) {
        this.proxied = proxied;
    }

    /** A failure to connect, to send, or to get a head. */
    TransportException beforeBody(IOException cause) {
        return failure(cause instanceof SSLException tls ? tlsKind(tls, false) : kind(cause, Kind.OTHER), cause);
    }

    /** A failure after the head. What the JDK has no type for there is its complaint about chunks. */
    TransportException inBody(IOException cause) {
        return failure(cause instanceof SSLException tls ? tlsKind(tls, true) : kind(cause, Kind.PROTOCOL), cause);
    }

    private Kind kind(IOException cause, Kind otherwise) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (cause instanceof SocketTimeoutException) {
            return message.startsWith("connect") ? Kind.CONNECT_TIMEOUT : Kind.READ_TIMEOUT;
        } else if (cause instanceof UnknownHostException) {
            return proxied ? Kind.PROXY : Kind.UNRESOLVED;
        } else if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return unconnectedKind(message);
        } else if (cause instanceof SocketException) {
            return brokenKind(message);
        } else if (cause instanceof ProtocolException) {
            return Kind.PROTOCOL;
        } else if (cause instanceof EOFException) {
            return Kind.TRUNCATED;
        }
        return kindByMessage(message, otherwise);
    }

    private Kind unconnectedKind(String message) {
        if (message.contains("timed out")) {
            return Kind.CONNECT_TIMEOUT;
        }
        return proxied ? Kind.PROXY : Kind.REFUSED;
    }

    private static Kind brokenKind(String message) {
        if (message.startsWith("unexpected end of file")) {
            return Kind.TRUNCATED;
        }
        return message.contains("socks") ? Kind.PROXY : Kind.RESET;
    }

    private static Kind kindByMessage(String message, Kind otherwise) {
        if (message.startsWith("premature eof")) {
            return Kind.TRUNCATED;
        } else if (message.startsWith("invalid http response")) {
            return Kind.PROTOCOL;
        } else if (message.startsWith("unable to tunnel through proxy")) {
            return Kind.PROXY;
        } else if (message.contains("https hostname")) {
            return Kind.TLS;
        }
        return otherwise;
    }

    private static Kind tlsKind(SSLException cause, boolean inBody) {
        if (cause.getCause() instanceof SocketException) {
            return Kind.RESET;
        }
        return inBody && cause.getCause() instanceof EOFException ? Kind.TRUNCATED : Kind.TLS;
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
            case PROTOCOL -> "the answer is not HTTP/1.1";
            case OTHER -> "the request failed";
        };
    }
}
