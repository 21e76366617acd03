// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.ModelRef;
import io.xprim.models.cli.failure.Nearest;
import io.xprim.models.cli.failure.UsageException;
import io.xprim.models.spi.SafeText;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which models are meant: all, those of a group, or the versions of one model.
 *
 * @param group the group, or null for all
 * @param model the model, or null for all of the group
 */
record ModelFilter(@Nullable String group, @Nullable String model) {
    static final ModelFilter ALL = new ModelFilter(null, null);

    /**
     * Reads it.
     *
     * @throws UsageException if it is neither {@code group} nor {@code group/model}
     * @throws io.xprim.models.InvalidReferenceException if a part of it is malformed
     */
    static ModelFilter parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return ALL;
        }
        int slash = text.indexOf('/');
        if (slash >= 0 && text.indexOf('/', slash + 1) >= 0) {
            throw new UsageException(SafeText.quoted(text) + " is neither GROUP nor GROUP/MODEL");
        }
        ModelRef checked = slash < 0
                ? new ModelRef(text, "any", "any")
                : new ModelRef(text.substring(0, slash), text.substring(slash + 1), "any");
        return new ModelFilter(checked.group(), slash < 0 ? null : checked.model());
    }

    boolean accepts(ModelRef ref) {
        return (group == null || group.equals(ref.group())) && (model == null || model.equals(ref.model()));
    }

    /** Which of those that there are may have been meant; empty if nothing is near, or all are meant. */
    Optional<String> meant(Collection<ModelRef> known) {
        if (group == null) {
            return Optional.empty();
        }
        return model == null
                ? Nearest.question(group, known.stream().map(ModelRef::group).toList())
                : Nearest.question(
                        group + "/" + model,
                        known.stream()
                                .map(ref -> ref.group() + "/" + ref.model())
                                .toList());
    }

    /** For sentences: {@code " of group/model"}, or nothing. */
    String words() {
        return group == null ? "" : " of " + group + (model == null ? "" : "/" + model);
    }
}
