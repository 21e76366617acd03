// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** The smallest application: it knows the API and takes what else is on the path. */
module io.xprim.models.program {
    requires io.xprim.models;
}
