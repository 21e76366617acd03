// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import io.xprim.models.Cancellation;
import io.xprim.models.cli.failure.Failure;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/**
 * The program {@code xprim-models}: the commands at the root, those for registries besides. What only a program may do is done here, and
 * nowhere else: system properties, a shutdown hook, the exit.
 *
 * @since 0.1
 */
public final class Main {
    private static final String PROGRAM = "xprim-models";
    private static final String APPLICATION = "xprim";
    private static final String TRANSPORT = "urlconnection";
    private static final long LAST_WORDS_SECONDS = 2;

    private Main() {}

    /** Runs the program and exits. */
    public static void main(String[] args) {
        // The JDK's HTTP client keeps 5 idle connections a host, fewer than a pull may use; its server waits for more
        // to send.
        setIfAbsent("http.maxConnections", "16");
        setIfAbsent("sun.net.httpserver.nodelay", "true");
        // The parser would look for Groovy in every jar, and load what dates and databases are made of. So no option
        // may
        // be of a type with a converter other than that of a text, a number or a flag.
        setIfAbsent("picocli.disable.closures", "true");
        setIfAbsent("picocli.converters.excludes", ".*");
        Cancellation cancellation = new Cancellation();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endInGoodOrder(cancellation, ended)));
        int code = run(
                ModelsCommand.builder(APPLICATION).cancellation(cancellation).cancelledCode(Main::signalCode),
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                args);
        ended.countDown();
        System.exit(code);
    }

    /** Runs the program, all but the exit. */
    static int run(ModelsCommand.Builder builder, PrintWriter out, PrintWriter err, String... args) {
        CommandLine program = builder.standalone(CommandChoice.of(args))
                .name(PROGRAM)
                .transport(TRANSPORT)
                .build()
                .setOut(out)
                .setErr(err)
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setExpandAtFiles(false);
        int code = program.execute(args);
        return out.checkError() && code == 0 ? Failure.STDOUT_CLOSED : code;
    }

    /** On SIGINT or SIGTERM: the command stops, and has its say. The exit code is the JVM's, 130 or 143. */
    private static void endInGoodOrder(Cancellation cancellation, CountDownLatch ended) {
        if (ended.getCount() == 0) {
            return;
        }
        cancellation.cancel();
        try {
            if (!ended.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What the JVM exits with after the signal that ends it. It deals with each signal on a thread that it names after it, and that waits
     * for the hooks.
     */
    private static int signalCode() {
        boolean terminated = Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("SIGTERM handler"));
        return terminated ? Failure.TERMINATED : Failure.CANCELLED.exitCode();
    }

    /** Straight to the descriptor, since a PrintStream would hide that the reader has gone. */
    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), terminalCharset()));
    }

    /** What the locale says; the JVM's default has been UTF-8 since 18, whatever the locale. */
    private static Charset terminalCharset() {
        String name = System.getProperty("native.encoding");
        return name == null ? Charset.defaultCharset() : Charset.forName(name);
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
