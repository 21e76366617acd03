// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the user asks for.
 *
 * @param rounds how many rounds count
 * @param works what to compare
 * @param rows which rows, with those that they are measured against; all, if none is named
 * @param scale the size of the models; 1 is what figures are quoted of
 * @param folder what everything is kept below, on the disk that is measured
 */
record Settings(int rounds, List<String> works, List<String> rows, double scale, Path folder) {
    static final String HELP = """
            Usage: benchmarks/run [--rounds 5] [--only WORK,...] [--row NAME]... [--scale 1] [--folder benchmarks/target/work]
                   benchmarks/run micro [option of JMH]...
            Works: %s. Rows are named as in the table.
            """.formatted(String.join(", ", Works.NAMES));

    Settings {
        works = List.copyOf(works);
        rows = List.copyOf(rows);
    }

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException if they are wrong
     */
    static Settings parse(List<String> arguments, Path folder) {
        Settings settings = new Settings(5, Works.NAMES, List.of(), 1, folder);
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " is no option, or lacks its value");
            }
            settings = settings.with(option, rest.next());
        }
        return settings;
    }

    private Settings with(String option, String value) {
        return switch (option) {
            case "--rounds" -> new Settings(Integer.parseInt(value), works, rows, scale, folder);
            case "--only" -> new Settings(rounds, worksOf(value), rows, scale, folder);
            case "--row" -> new Settings(rounds, works, plus(value), scale, folder);
            case "--scale" -> new Settings(rounds, works, rows, Double.parseDouble(value), folder);
            case "--folder" ->
                new Settings(
                        rounds,
                        works,
                        rows,
                        scale,
                        Path.of(value).toAbsolutePath().normalize());
            default -> throw new IllegalArgumentException("there is no option " + option);
        };
    }

    private List<String> plus(String row) {
        return Stream.concat(rows.stream(), Stream.of(row)).toList();
    }

    private static List<String> worksOf(String value) {
        List<String> works = Arrays.asList(value.split(",", -1));
        if (!Works.NAMES.containsAll(works)) {
            throw new IllegalArgumentException("--only takes " + Works.NAMES + ", not " + value);
        }
        return works;
    }
}
