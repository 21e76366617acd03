// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.ModelRef;
import io.xprim.models.cli.failure.UsageException;
import io.xprim.models.spi.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * Which models are meant: all, those of a group, or the versions of one model.
 *
 * @param group the group, or null for all
 * @param model the model, or null for all of the group
 */
record ModelFilter(@Nullable String group, @Nullable String model) {
    /**
     * Reads it.
     *
     * @throws UsageException if it is neither {@code group} nor {@code group/model}
     * @throws io.xprim.models.InvalidReferenceException if a part of it is malformed
     */
    static ModelFilter parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return new ModelFilter(null, null);
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

    /** For sentences: {@code " of group/model"}, or nothing. */
    String words() {
        return group == null ? "" : " of " + group + (model == null ? "" : "/" + model);
    }
}
