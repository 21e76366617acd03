// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Says what kind of failure an exception of the client's is. It goes by type, of the exception or of its causes, and by message only where
 * the client has no type for it. Immutable.
 */
final class Failures {
    /** Longer chains of causes are nobody's. */
    private static final int MOST_CAUSES = 8;

    private final boolean proxied;

    /**
     * @param proxied whether the connection is made to a proxy, whose failure then it is if none comes about
     */
    Failures(boolean proxied) {
        this.proxied = proxied;
    }

    /** A failure of a kind that is known. */
    static TransportException of(Kind kind) {
        return new TransportException(kind, text(kind), null);
    }

    /** A request that the client refuses, as with a host or a port that it cannot read in the address. */
    static TransportException refused(IllegalArgumentException cause) {
        return new TransportException(
                Kind.OTHER, "the transport \"jdk\" cannot send a request to such an address", cause);
    }

    /** A failure to connect, to send, or to get a head. */
    TransportException beforeBody(Throwable cause) {
        return failure(cause, Kind.OTHER);
    }

    /** A failure after the head. What the client has no type for there is its complaint about chunks. */
    TransportException inBody(Throwable cause) {
        return failure(cause, causes(cause).anyMatch(IOException.class::isInstance) ? Kind.PROTOCOL : Kind.OTHER);
    }

    private TransportException failure(Throwable cause, Kind otherwise) {
        Kind kind = causes(cause)
                .map(this::kind)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(otherwise);
        return new TransportException(kind, text(kind), cause);
    }

    private static Stream<Throwable> causes(Throwable cause) {
        return Stream.iterate(cause, e -> e != null, Throwable::getCause).limit(MOST_CAUSES);
    }

    private Optional<Kind> kind(Throwable cause) {
        if (cause instanceof SSLException) {
            return Optional.of(tlsKind(cause));
        } else if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return Optional.of(unconnectedKind(cause));
        } else if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return Optional.of(proxied ? Kind.PROXY : Kind.UNRESOLVED);
        } else if (cause instanceof EOFException) {
            return Optional.of(Kind.TRUNCATED);
        } else if (cause instanceof SocketException || cause instanceof ClosedChannelException) {
            return Optional.of(Kind.RESET);
        } else if (cause instanceof ProtocolException) {
            return Optional.of(Kind.PROTOCOL);
        }
        return kindByMessage(message(cause));
    }

    private Kind unconnectedKind(Throwable cause) {
        if (causes(cause).anyMatch(UnresolvedAddressException.class::isInstance)) {
            return proxied ? Kind.PROXY : Kind.UNRESOLVED;
        } else if (causes(cause).anyMatch(e -> message(e).contains("timed out"))) {
            return Kind.CONNECT_TIMEOUT;
        }
        return proxied ? Kind.PROXY : Kind.REFUSED;
    }

    private static Kind tlsKind(Throwable cause) {
        if (causes(cause).anyMatch(SocketException.class::isInstance)) {
            return Kind.RESET;
        }
        return Kind.TLS;
    }

    private static Optional<Kind> kindByMessage(String message) {
        if (message.startsWith("connection reset")
                || message.startsWith("broken pipe")
                || message.contains("rst_stream")) {
            return Optional.of(Kind.RESET);
        } else if (message.startsWith("tunnel failed")) {
            return Optional.of(Kind.PROXY);
        }
        return Optional.empty();
    }

    private static String message(Throwable cause) {
        return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
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
