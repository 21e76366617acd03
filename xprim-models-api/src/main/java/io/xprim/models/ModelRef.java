// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import io.xprim.models.spi.SafeText;
import java.io.Serializable;
import java.util.Objects;

/**
 * Names one version of a model: {@code group/model version}. What exists is well formed: every part is 1 to 100 of
 * {@code A-Z a-z 0-9 . _ -}, begins with a letter or a digit, does not end with a dot, and is no name that the store or Windows reserves.
 *
 * @param group who makes the model, or what family it is of
 * @param model the model's name in its group
 * @param version the version, or an alias of one
 * @since 0.1
 */
public record ModelRef(String group, String model, String version) implements Comparable<ModelRef>, Serializable {
    /**
     * Checks the parts.
     *
     * @throws InvalidReferenceException if one of them is malformed or reserved
     */
    public ModelRef {
        check("group", group);
        check("model", model);
        check("version", version);
    }

    /**
     * Reads {@code group/model:version} or {@code group/model version}.
     *
     * @throws InvalidReferenceException if {@code text} is neither
     */
    public static ModelRef parse(String text) {
        Objects.requireNonNull(text, "text");
        int slash = text.indexOf('/');
        int end = text.indexOf(text.indexOf(':') >= 0 ? ':' : ' ');
        if (slash < 0 || end < slash) {
            throw new InvalidReferenceException(
                    SafeText.quoted(text) + " is no model reference; write group/model:version");
        }
        return new ModelRef(text.substring(0, slash), text.substring(slash + 1, end), text.substring(end + 1));
    }

    /** The same model at another version. */
    public ModelRef withVersion(String other) {
        return new ModelRef(group, model, other);
    }

    @Override
    public int compareTo(ModelRef other) {
        int order = group.compareTo(other.group);
        if (order == 0) {
            order = model.compareTo(other.model);
        }
        return order == 0 ? version.compareTo(other.version) : order;
    }

    /** {@code group/model version}. */
    @Override
    public String toString() {
        return group + "/" + model + " " + version;
    }

    private static void check(String name, String part) {
        Objects.requireNonNull(part, name);
        NameRules.problemOfReferencePart(part).ifPresent(problem -> {
            throw new InvalidReferenceException("the " + name + " " + SafeText.quoted(part) + " " + problem);
        });
    }
}
