// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** An {@link io.xprim.models.spi.HttpTransport} over {@link java.net.http.HttpClient}. */
package io.xprim.models.transport.jdk;
