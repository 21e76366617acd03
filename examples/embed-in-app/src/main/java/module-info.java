// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** An application. It knows the API; core and the transport are found at run time. Another example pulls its model by it. */
@NullMarked
module io.xprim.models.examples.embed {
    requires transitive io.xprim.models;

    exports io.xprim.models.examples.embed;
}
