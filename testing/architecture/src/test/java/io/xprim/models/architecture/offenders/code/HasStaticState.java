// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture.offenders.code;

import java.util.HashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers for the whole process. */
public final class HasStaticState {
    static final AtomicInteger COUNT = new AtomicInteger();
    static final HashMap<String, String> CACHE = new HashMap<>();
    static final int[] ARRAY = {1};
    static int last;

    private HasStaticState() {}
}
