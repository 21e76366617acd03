// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

/**
 * Makes path policies.
 *
 * @since 0.1
 */
public interface PathPolicyProvider extends Provider {
    /** Makes a policy, without I/O. */
    PathPolicy open(PathPolicyConfig config);
}
