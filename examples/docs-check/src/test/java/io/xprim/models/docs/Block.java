// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.docs;

import java.util.Optional;

/**
 * A fenced block of a page.
 *
 * @param place the page and the line, for messages
 * @param language what stands behind the fence
 * @param comment the HTML comment in the line before the fence, or nothing
 * @param text what is in it
 */
record Block(String place, String language, String comment, String text) {
    /** What the comment says after a keyword. */
    Optional<String> marked(String keyword) {
        return comment.startsWith(keyword)
                ? Optional.of(comment.substring(keyword.length()).strip())
                : Optional.empty();
    }

    @Override
    public String toString() {
        return place;
    }
}
