// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

/**
 * Makes transports.
 *
 * @since 0.1
 */
public interface HttpTransportProvider extends Provider {
    /** Opens a transport, without I/O. It is the caller's to close. */
    HttpTransport open(HttpTransportConfig config);
}
