// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** What is written to stdout and stderr, for people and for programs. */
package io.xprim.models.cli.output;
