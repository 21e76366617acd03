// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** How far a pull has come, on a terminal or in plain lines. */
package io.xprim.models.cli.progress;
