// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.scenarios;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A row of the table of what is chosen.
 *
 * @param where the path that it is about, or nothing for both
 * @param id the transport that the program asks for
 * @param folder whether the registry is a folder instead of a server
 * @param output the lines that the program prints; <code>{name}</code> stands for how the provider of something on the path is described
 */
record SelectionRow(
        List<OnThePath> path,
        Optional<Where> where,
        Optional<String> id,
        boolean folder,
        int exitCode,
        List<String> output) {
    private static final Pattern PROVIDER = Pattern.compile("\\{(\\w+)}");

    /** Which path the program is started with. */
    enum Where {
        MODULE_PATH,
        CLASS_PATH
    }

    /** A program with the API and these. */
    static SelectionRow with(OnThePath... path) {
        return new SelectionRow(List.of(path), Optional.empty(), Optional.empty(), false, 0, List.of());
    }

    SelectionRow only(Where place) {
        return new SelectionRow(path, Optional.of(place), id, folder, exitCode, output);
    }

    SelectionRow asksFor(String wanted) {
        return new SelectionRow(path, where, Optional.of(wanted), folder, exitCode, output);
    }

    SelectionRow fromFolder() {
        return new SelectionRow(path, where, id, true, exitCode, output);
    }

    SelectionRow warns(String warning) {
        return printing("WARNING: " + warning);
    }

    /** That a provider was passed over. */
    SelectionRow skips(String service, String rejection) {
        return warns("skipped a provider of " + service + ": " + rejection);
    }

    SelectionRow installsOver(String transport) {
        return printing("INSTALLED by <core> over " + transport);
    }

    SelectionRow fails(String message) {
        SelectionRow told = printing("ProviderNotFoundException: " + message);
        return new SelectionRow(path, where, id, folder, 1, told.output);
    }

    SelectionRow suppresses(String failure) {
        return printing("suppressed: " + failure);
    }

    boolean isAbout(Where place) {
        return where.isEmpty() || where.get() == place;
    }

    ProgramRun expected(Where place) {
        boolean named = place == Where.MODULE_PATH;
        StringBuilder text = new StringBuilder();
        for (String line : output) {
            String told = PROVIDER.matcher(line)
                    .replaceAll(match -> OnThePath.valueOf(match.group(1)).describe(named))
                    .replace("<core>", named ? "io.xprim.models.core" : "the class path");
            text.append(told).append(System.lineSeparator());
        }
        return new ProgramRun(exitCode, text.toString());
    }

    /** What is on the path and asked for. */
    @Override
    public String toString() {
        return path
                + id.map(wanted -> " asked for " + wanted).orElse("")
                + (folder ? " with a registry in a folder" : "");
    }

    private SelectionRow printing(String line) {
        return new SelectionRow(
                path,
                where,
                id,
                folder,
                exitCode,
                Stream.concat(output.stream(), Stream.of(line)).toList());
    }
}
