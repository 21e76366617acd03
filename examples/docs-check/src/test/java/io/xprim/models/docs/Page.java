// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation. */
record Page(Path file, List<String> lines) {
    /** The folder of the sources; the tests run in that of their module. */
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final String FENCE = "```";
    private static final Pattern COMMENT = Pattern.compile("<!--(.*)-->");
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");

    /** All pages. */
    static List<Page> all() {
        return Stream.concat(in(ROOT, 1), in(ROOT.resolve("docs"), 3)).toList();
    }

    /** The pages from which readers copy. */
    static List<Page> forReaders() {
        return all().stream()
                .filter(page -> page.name().equals("README.md") || page.name().startsWith("docs/guide/"))
                .toList();
    }

    static Page of(String name) {
        return all().stream()
                .filter(page -> page.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Page> in(Path folder, int depth) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().map(Page::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Page read(Path file) {
        try {
            return new Page(file, Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    String text() {
        return String.join("\n", lines);
    }

    List<Block> blocks(String language) {
        return blocks().stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    /** The fenced blocks. */
    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (int start = 0; start < lines.size(); start++) {
            if (lines.get(start).startsWith(FENCE)) {
                int end = start + 1 + lines.subList(start + 1, lines.size()).indexOf(FENCE);
                blocks.add(new Block(
                        name() + ":" + (start + 1),
                        lines.get(start).substring(FENCE.length()),
                        comment(start - 1),
                        String.join("\n", lines.subList(start + 1, end))));
                start = end;
            }
        }
        return blocks;
    }

    private String comment(int line) {
        return COMMENT.matcher(line < 0 ? "" : lines.get(line))
                .results()
                .map(match -> match.group(1).strip())
                .findFirst()
                .orElse("");
    }

    /** Where the links lead. */
    List<String> links() {
        return LINK.matcher(text())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** What a link to a heading can name. */
    List<String> anchors() {
        return lines.stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Override
    public String toString() {
        return name();
    }
}
