// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.okhttp;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Tells a head that is longer than OkHttp reads, 256 KiB, from one that was cut off: OkHttp calls both an end of the stream. */
final class LongHeads implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        try {
            return chain.proceed(chain.request());
        } catch (IOException e) {
            if (e.getCause() instanceof EOFException && hasMore(chain.connection())) {
                ProtocolException tooLong = new ProtocolException("the head is too long");
                tooLong.initCause(e);
                throw tooLong;
            }
            throw e;
        }
    }

    /** Whether the server has said more than OkHttp has read. */
    private static boolean hasMore(@Nullable Connection connection) {
        if (connection == null) {
            return false;
        }
        try {
            Socket socket = connection.socket();
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            return false;
        }
    }
}
