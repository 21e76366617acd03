// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import java.io.IOException;
import java.util.Optional;

/**
 * Takes an answer.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ResponseHandler {
    /**
     * Called once, before anything of the body.
     *
     * @param status the status code as sent, redirects and errors included
     * @param headers the headers as sent
     * @return where the body goes, or nothing to decline it: the exchange then ends well, without the body being read
     * @throws IOException to end the exchange
     */
    Optional<BodySink> head(int status, HttpHeaders headers) throws IOException;
}
