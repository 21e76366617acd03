// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** The commands, and the tree that they make. */
package io.xprim.models.cli.command;
