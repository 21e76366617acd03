// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** What all commands take, and how text becomes a value. */
package io.xprim.models.cli.option;
