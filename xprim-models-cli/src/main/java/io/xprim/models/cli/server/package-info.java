// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** Serving a registry folder over HTTP. */
package io.xprim.models.cli.server;
