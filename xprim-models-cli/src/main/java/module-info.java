// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/**
 * The command line: a picocli command tree to attach to one's own, and the standalone program.
 *
 * @since 0.1
 */
@NullMarked
module io.xprim.models.cli {
    requires transitive io.xprim.models;
    requires transitive info.picocli;
    requires tools.jackson.core;
    requires org.jline.nativ;
    requires jdk.httpserver;
    requires static org.jspecify;

    exports io.xprim.models.cli;
}
