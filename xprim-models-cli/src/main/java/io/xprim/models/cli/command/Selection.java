// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.ModelRef;
import java.util.List;
import java.util.Optional;

/**
 * Which installed versions a command is for: one that is named in full, or those that a filter lets through.
 *
 * @param one the version that is named in full
 * @param filter the others; all of them if nothing is named
 */
record Selection(Optional<ModelRef> one, ModelFilter filter) {
    /**
     * Reads {@code [REF [VERSION]]}. A version named in full becomes the invocation's subject.
     *
     * @throws io.xprim.models.cli.failure.UsageException if something is too much
     * @throws io.xprim.models.InvalidReferenceException if a part is malformed
     */
    static Selection parse(List<String> arguments, Invocation invocation) {
        boolean filtered = arguments.isEmpty()
                || (arguments.size() == 1 && !arguments.get(0).contains(":"));
        if (!filtered) {
            return new Selection(Optional.of(ModelArguments.parse(arguments, invocation)), ModelFilter.ALL);
        }
        ModelFilter filter = ModelFilter.parse(arguments.isEmpty() ? null : arguments.get(0));
        invocation.filter(filter);
        return new Selection(Optional.empty(), filter);
    }

    boolean accepts(ModelRef ref) {
        return one.isPresent() ? one.get().equals(ref) : filter.accepts(ref);
    }

    /** Whether everything is meant. */
    boolean isAll() {
        return one.isEmpty() && filter.group() == null;
    }
}
