// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** What stderr is connected to. */
package io.xprim.models.cli.terminal;
