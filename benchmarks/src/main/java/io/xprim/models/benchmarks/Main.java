// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks;

import io.xprim.models.benchmarks.compare.Comparison;
import io.xprim.models.benchmarks.compare.GnuTime;
import io.xprim.models.benchmarks.compare.Machine;
import io.xprim.models.benchmarks.compare.Rounds;
import io.xprim.models.benchmarks.compare.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** Compares whole processes and prints one table; how far it has come goes to stderr. */
public final class Main {
    private Main() {}

    /** Takes the checkout, then what {@link Settings#HELP} says. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path checkout = Path.of(arguments[0]);
        List<String> rest = List.of(arguments).subList(1, arguments.length);
        if (rest.contains("--help")) {
            System.out.print(Settings.HELP);
            return;
        }
        try {
            run(checkout, Settings.parse(rest, checkout.resolve("benchmarks/target/work")));
        } catch (IllegalArgumentException e) {
            System.err.println("benchmarks: " + e.getMessage());
            System.err.print(Settings.HELP);
            System.exit(2);
        } catch (IOException e) {
            System.err.println("benchmarks: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Path checkout, Settings settings) throws IOException, InterruptedException {
        Workplace workplace = Workplace.at(checkout, settings.folder());
        Rounds rounds = new Rounds(settings.rounds(), workplace.out(), new GnuTime(workplace.room("logs")), System.err);
        Table table = new Table();
        try (Works works = Works.open(settings.scale(), workplace)) {
            for (String work : settings.works()) {
                for (Comparison comparison : works.prepare(work)) {
                    table.add(rounds.run(settings.rows().isEmpty() ? comparison : comparison.only(settings.rows())));
                }
            }
        }
        System.out.println(Machine.describe(LocalDate.now(ZoneId.systemDefault()), settings.folder()) + "; scale "
                + settings.scale());
        System.out.println();
        System.out.print(table.text());
    }
}
