// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** An {@link io.xprim.models.spi.HttpTransport} over OkHttp. */
package io.xprim.models.transport.okhttp;
