// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/**
 * The command line of models. {@link io.xprim.models.cli.ModelsCommand} is what other tools attach to their own commands,
 * {@link io.xprim.models.cli.Main} the program.
 *
 * @since 0.1
 */
package io.xprim.models.cli;
