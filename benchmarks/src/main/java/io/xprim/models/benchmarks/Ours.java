// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks;

import io.xprim.models.benchmarks.compare.Command;
import io.xprim.models.benchmarks.compare.Contender;
import io.xprim.models.benchmarks.registry.Model;
import io.xprim.models.benchmarks.registry.Trees;
import io.xprim.models.benchmarks.server.Certificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program from this checkout, by its launcher; and an application of the library for what the program has no option for. */
final class Ours {
    /** The first is the default. */
    static final List<String> TRANSPORTS = List.of("urlconnection", "jdk", "okhttp");

    private static final Pattern FLAGS = Pattern.compile("^java_flags='([^']*)'", Pattern.MULTILINE);

    private final Workplace workplace;

    Ours(Workplace workplace) {
        this.workplace = workplace;
    }

    /** Has the launcher build what it runs, with the archive of classes for the JDK that runs everything. */
    void build() throws IOException, InterruptedException {
        Workplace.prepare(launcher(List.of("--version")));
    }

    /** A pull by the program. */
    Contender pull(String name, Served served, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("pull", served.model().reference(), served.model().version()));
        arguments.addAll(List.of("--registry", served.url()));
        arguments.addAll(List.of("--data-dir", workplace.out().toString(), "--progress", "none"));
        arguments.addAll(Arrays.asList(options));
        Command command = launcher(arguments);
        if (served.trust().isPresent()) {
            command = command.with(
                    "XPRIM_JAVA_OPTS", String.join(" ", trust(served.trust().get())));
        }
        return Contender.of(served.name(name), command, installed(served.model()));
    }

    /** A pull by an application, which the program's JVM and its flags make comparable. */
    Contender pullNotDurable(String name, Served served, String transport, Path archive) throws IOException {
        List<String> flags = new ArrayList<>(List.of("-XX:SharedArchiveFile=" + archive));
        served.trust().ifPresent(certificate -> flags.addAll(trust(certificate)));
        return Contender.of(
                served.name(name), application(flags, served, workplace.out(), transport), installed(served.model()));
    }

    /** Makes the archive of classes for such an application, as the launcher has one of its own. */
    Path archive(Served tiny, String transport) throws IOException, InterruptedException {
        Path folder = workplace.room("archives");
        Path archive = folder.resolve(transport + ".jsa");
        Files.deleteIfExists(archive);
        Path data = folder.resolve("data");
        Trees.delete(data);
        Workplace.prepare(application(List.of("-XX:ArchiveClassesAtExit=" + archive), tiny, data, transport));
        return archive;
    }

    /** Any command of the program. */
    Command launcher(List<String> arguments) {
        List<String> line = new ArrayList<>();
        line.add(workplace.checkout().resolve("xprim-models").toString());
        line.addAll(arguments);
        return Command.of(line.toArray(String[]::new)).with("JAVA_HOME", Workplace.javaHome());
    }

    private Command application(List<String> more, Served served, Path data, String transport) throws IOException {
        List<String> line = new ArrayList<>(List.of(Workplace.java()));
        line.addAll(flags());
        line.addAll(more);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), PullProgram.class.getName()));
        line.addAll(List.of(
                served.url(),
                data.toString(),
                served.model().reference() + ":" + served.model().version()));
        line.add(transport);
        return Command.of(line.toArray(String[]::new));
    }

    /** The flags that the launcher gives to java, as they stand there. */
    private List<String> flags() throws IOException {
        Matcher flags = FLAGS.matcher(Files.readString(workplace.checkout().resolve("xprim-models")));
        if (!flags.find()) {
            throw new IOException("the launcher has no java_flags any more");
        }
        return Arrays.asList(flags.group(1).split("\\s+"));
    }

    private static List<String> trust(Certificate certificate) {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + certificate.trustStore(),
                "-Djavax.net.ssl.trustStorePassword=" + Certificate.PASSWORD);
    }

    private Path installed(Model model) {
        return workplace.out().resolve(model.reference()).resolve(model.version());
    }
}
