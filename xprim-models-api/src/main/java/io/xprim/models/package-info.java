// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/**
 * Getting models, keeping them, publishing them. {@link io.xprim.models.ModelManager} is the way in for applications,
 * {@link io.xprim.models.RegistryPublisher} for those who offer models.
 *
 * @since 0.1
 */
package io.xprim.models;
