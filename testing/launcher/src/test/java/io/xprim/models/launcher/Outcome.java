// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.launcher;

/** How a run of the launcher ended, and all that it wrote. */
record Outcome(int status, String stdout, String stderr) {}
