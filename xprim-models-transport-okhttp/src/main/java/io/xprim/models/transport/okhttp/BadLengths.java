// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.okhttp;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.regex.Pattern;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Refuses an answer whose {@code Content-Length} is none (RFC 9112, 6.3). OkHttp takes a negative one for its word, and fails while it reads
 * or closes the body; of any other it makes a body without a length, which ends with the connection.
 */
final class BadLengths implements Interceptor {
    /** As many digits as a {@code long} is sure to hold. */
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response answer = chain.proceed(chain.request());
        boolean counts = answer.header("Transfer-Encoding") == null;
        if (counts && !answer.headers("Content-Length").stream().allMatch(BadLengths::isLength)) {
            // OkHttp closes the connection of an answer that its interceptors refuse.
            throw new ProtocolException("the Content-Length is no length");
        }
        return answer;
    }

    private static boolean isLength(String value) {
        return LENGTH.matcher(value).matches();
    }
}
