// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture.offenders.code;

/** Says nothing of what can fail. */
public interface ThrowsAnything {
    void run() throws Exception;
}
