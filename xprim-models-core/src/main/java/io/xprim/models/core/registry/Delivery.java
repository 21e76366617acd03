// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import java.util.Optional;

/**
 * What became of a request for a file that may be known already.
 *
 * @param unchanged whether it is still the known one, so that nothing was delivered
 * @param validator by what to ask the next time
 */
record Delivery(boolean unchanged, Optional<Validator> validator) {}
