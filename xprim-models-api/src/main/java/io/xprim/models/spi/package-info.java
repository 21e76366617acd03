// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/**
 * What can be exchanged: how registries are reached, where models are kept, how processes exclude each other, and the implementation
 * itself. Each is three types: the behaviour, its provider, and a read-only configuration that the provider is given.
 * {@link io.xprim.models.spi.ProviderSelection} says which provider is taken.
 *
 * <p>Providers are declared in {@code module-info} ({@code provides … with …}) and in {@code META-INF/services}, so that they are found on
 * the module path and on the class path.
 *
 * @since 0.1
 */
package io.xprim.models.spi;
