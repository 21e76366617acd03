// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A made-up checkout with the real launcher, and a PATH that holds nothing but a few tools, a made-up Maven and a made-up java. */
final class Checkout {
    /** All that the launcher needs besides java and mvn; ps it can do without. */
    private static final List<String> TOOLS = List.of(
            "cat",
            "awk",
            "cksum",
            "cp",
            "date",
            "find",
            "head",
            "ln",
            "ls",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sh",
            "sleep",
            "tail",
            "touch",
            "tr");

    private static final List<String> MODULES = List.of("xprim-models-api", "xprim-models-core", "xprim-models-cli");

    private final Path home;
    private final Path root;
    private final Path bin;
    private int runs;

    private Checkout(Path home) {
        this.home = home;
        this.root = home.resolve("check out").resolve("xprim models");
        this.bin = home.resolve("bin");
    }

    static Checkout in(Path folder) throws IOException {
        Checkout checkout = new Checkout(folder.toRealPath());
        checkout.layOut();
        checkout.installTools();
        checkout.makeJars();
        checkout.installMaven("3.8.7");
        checkout.installJava("17.0.1");
        return checkout;
    }

    /** The root of the checkout. */
    Path root() {
        return root;
    }

    /** Where everything of the test is. */
    Path home() {
        return home;
    }

    Path launcher() {
        return root.resolve("xprim-models");
    }

    Path state() {
        return root.resolve("target").resolve("launcher");
    }

    Path log() {
        return state().resolve("build.log");
    }

    Path source(String module) {
        return root.resolve(module).resolve("src/main/java/Source.java");
    }

    /** A Maven of that version: it notes each build, passes the gate if there is one, and then builds or does what {@code mvn-fails} says. */
    void installMaven(String version) throws IOException {
        script("mvn", """
                case " $* " in
                    *' -version '*) echo 'Apache Maven %s (made up)'; exit 0 ;;
                esac
                printf '%%s\\n' "$*" >>"$TEST_HOME/builds"
                cat >>"$TEST_HOME/mvn-stdin"
                echo 'said by mvn on stdout'
                echo 'said by mvn on stderr' >&2
                for argument; do
                    case $argument in
                        -Dbuild.folder=*) folder=${argument#*=} ;;
                        */pom.xml) root=${argument%%/pom.xml} ;;
                    esac
                done
                [ -f "$root/pom.xml" ] || exit 1
                mkdir -p "$root/$folder/jars" "$root/xprim-models-cli/$folder/classes"
                cp "$TEST_HOME"/jars/xprim-models-core-1.0.jar "$root/$folder/jars"
                if [ -p "$TEST_HOME/gate" ]; then
                    echo $$ >"$TEST_HOME/arrived"
                    read -r opened <"$TEST_HOME/gate"
                fi
                if [ -f "$TEST_HOME/mvn-fails" ]; then
                    cat "$TEST_HOME/mvn-fails"
                    exit 1
                fi
                cp "$TEST_HOME"/jars/*.jar "$root/$folder/jars"
                """.formatted(version));
    }

    /** A java that notes each question for its version, answers with this one, makes no archives, and is otherwise the one of the test. */
    void installJava(String version) throws IOException {
        script("java", """
                case " $* " in
                    *' -version '*)
                        echo asked >>"$TEST_HOME/versions"
                        echo 'Picked up JAVA_TOOL_OPTIONS: -Dno=version' >&2
                        echo 'openjdk version "%s" 2021-10-19' >&2
                        exit 0 ;;
                    *' -Xshare:dump '* | *' -XX:DumpLoadedClassList='*) exit 1 ;;
                esac
                exec '%s' "$@"
                """.formatted(version, realJava()));
    }

    /** The java that runs the tests, archives and all. */
    void installRealJava() throws IOException {
        script("java", "exec '" + realJava() + "' \"$@\"\n");
    }

    void removeTool(String name) throws IOException {
        Files.delete(bin.resolve(name));
    }

    /** Holds up the builds from now on, each until somebody writes to {@code gate}. */
    void closeGate() throws IOException, InterruptedException {
        makeFifo("arrived");
        makeFifo("gate");
    }

    /** Waits for a build to stand at the gate; returns the process of its Maven. */
    long awaitArrival() throws IOException {
        return Long.parseLong(Files.readString(home.resolve("arrived")).strip());
    }

    void openGate() throws IOException {
        Files.writeString(home.resolve("gate"), "open");
    }

    Path makeFifo(String name) throws IOException, InterruptedException {
        Path fifo = home.resolve(name);
        int status = new ProcessBuilder("mkfifo", fifo.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("mkfifo " + fifo + " ended with " + status);
        }
        return fifo;
    }

    /** The arguments of each build so far. */
    List<String> builds() throws IOException {
        return lines("builds");
    }

    /** How often java was asked for its version. */
    int versionQuestions() throws IOException {
        return lines("versions").size();
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        return start(command(arguments)).await();
    }

    ProcessBuilder command(String... arguments) {
        return commandThrough(launcher().toString(), arguments);
    }

    /** A run through another name for the launcher; it may be relative to the checkout. */
    ProcessBuilder commandThrough(String name, String... arguments) {
        ProcessBuilder command = new ProcessBuilder(
                Stream.concat(Stream.of(name), Arrays.stream(arguments)).toList());
        command.directory(root.toFile()).redirectInput(home.resolve("nothing").toFile());
        command.environment().clear();
        command.environment().putAll(Map.of("PATH", bin.toString(), "TEST_HOME", home.toString()));
        return command;
    }

    Run start(ProcessBuilder command) throws IOException {
        runs++;
        Path stdout = home.resolve("stdout-" + runs);
        Path stderr = home.resolve("stderr-" + runs);
        Process process = command.redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile())
                .start();
        return new Run(process, stdout, stderr);
    }

    /** Every file and folder below the root with the time of its last change. */
    Map<Path, Object> contents() throws IOException {
        Map<Path, Object> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            paths.forEach(path -> contents.put(root.relativize(path), changeTime(path)));
        }
        return contents;
    }

    /** The names in the launcher's folder that start so, sorted. */
    List<String> stateEntries(String prefix) throws IOException {
        try (Stream<Path> entries = Files.list(state())) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    private void layOut() throws IOException {
        Files.createDirectories(root.resolve(".mvn"));
        Files.createDirectories(bin);
        Files.createFile(home.resolve("nothing"));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        for (String module : MODULES) {
            Files.createDirectories(source(module).getParent());
            Files.writeString(root.resolve(module).resolve("pom.xml"), "<project/>");
            Files.writeString(source(module), "class Source {}");
        }
        Files.copy(Path.of("..", "..", "xprim-models"), launcher());
        Files.setPosixFilePermissions(launcher(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void installTools() throws IOException {
        for (String tool : TOOLS) {
            script(tool, "exec " + find(tool) + " \"$@\"\n");
        }
    }

    private static Path find(String tool) throws IOException {
        return Stream.of("/usr/bin", "/bin")
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException(tool + " is neither in /usr/bin nor in /bin"));
    }

    private void makeJars() throws IOException {
        Path jars = Files.createDirectories(home.resolve("jars"));
        makeJar(
                jars.resolve("xprim-models-cli-1.0.jar"),
                "io/xprim/models/cli/Main.class",
                "io/xprim/models/cli/Late.class");
        makeJar(jars.resolve("xprim-models-core-1.0.jar"));
    }

    private static void makeJar(Path jar, String... classes) throws IOException {
        Path compiled = Path.of("target", "test-classes");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry("META-INF/"));
            for (String name : classes) {
                out.putNextEntry(new JarEntry(name));
                Files.copy(compiled.resolve(name), out);
            }
        }
    }

    private void script(String name, String body) throws IOException {
        Path script = bin.resolve(name);
        Files.deleteIfExists(script);
        Files.writeString(script, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> lines(String record) throws IOException {
        Path file = home.resolve(record);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private static Path realJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static Object changeTime(Path path) {
        try {
            return Files.getAttribute(path, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
