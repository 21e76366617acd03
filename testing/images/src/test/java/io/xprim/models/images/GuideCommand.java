// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shell commands of {@code docs/guide/images.md}: what is tested is what readers copy. */
final class GuideCommand {
    private static final Path GUIDE = Path.of("..", "..", "docs", "guide", "images.md");
    private static final int FIRST_WITH_NAMED_COMPRESSION = 21;

    private GuideCommand() {}

    /** The block behind the comment {@code <!-- links: name -->}, for the running JDK. */
    static String named(String name) throws IOException {
        String guide = Files.readString(GUIDE, StandardCharsets.UTF_8);
        Matcher block = Pattern.compile("<!-- links: " + name + " -->\n```sh\n(.*?)\n```", Pattern.DOTALL)
                .matcher(guide);
        if (!block.find()) {
            throw new IllegalStateException(GUIDE + " has no block that is marked <!-- links: " + name + " -->");
        }
        return Runtime.version().feature() < FIRST_WITH_NAMED_COMPRESSION
                ? block.group(1)
                : block.group(1).replace("--compress=2", "--compress=zip-6");
    }
}
