// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** An application. It knows the API; core and the transport are found at run time. */
@NullMarked
module io.xprim.models.examples.embed {
    requires io.xprim.models;
}
