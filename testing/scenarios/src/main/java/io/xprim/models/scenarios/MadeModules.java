// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.scenarios;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Jars of modules that provide transports, well or badly: compiled as they should be, and packed as accidents would have it. */
final class MadeModules {
    private static final String TRANSPORT = """
            package $package;

            import io.xprim.models.Cancellation;
            import io.xprim.models.spi.*;
            import java.nio.ByteBuffer;
            import java.util.Map;

            public final class Provider implements HttpTransportProvider {
                $initialiser
                public String id() { return "$id"; }
                public int priority() { return $priority; }
                public HttpTransport open(HttpTransportConfig config) { return new Library(); }
            }

            class Library implements HttpTransport {
                public void exchange(TransportRequest request, ResponseHandler handler, Cancellation cancellation)
                        throws java.io.IOException {
                    try (var in = request.uri().toURL().openStream()) {
                        byte[] body = in.readAllBytes();
                        handler.head(200, HttpHeaders.of(Map.of())).orElseThrow().accept(ByteBuffer.wrap(body));
                    }
                }
                public TransportCapabilities capabilities() { return TransportCapabilities.builder().build(); }
                public void close() {}
            }
            """;

    private static final String IMPLEMENTATION = """
            package $package;

            import io.xprim.models.*;
            import io.xprim.models.spi.*;

            public final class Provider implements ModelManagerProvider {
                public String id() { return "$id"; }
                public ModelManager openManager(ModelManagerConfig config) { throw new IllegalStateException(); }
                public RegistryPublisher openPublisher(RegistryPublisherConfig config) { throw new IllegalStateException(); }
            }
            """;

    private static final String FAILURE = "static { if (true) throw new IllegalStateException(\"made of nothing\"); }";
    private static final String NO_PROVIDER = "package $package; public final class Provider {}";

    private final Path folder;

    private MadeModules(Path folder) {
        this.folder = folder;
    }

    static String moduleName(OnThePath kind) {
        return "acme." + kind.name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** Makes all of them in a folder, against the API with what it needs to be compiled against. */
    static MadeModules in(Path folder, List<Path> api) throws IOException {
        MadeModules made = new MadeModules(folder);
        List<OnThePath> kinds = Stream.of(OnThePath.values())
                .filter(kind -> kind.modules().equals(List.of(moduleName(kind))))
                .toList();
        for (OnThePath kind : kinds) {
            made.writeSources(kind);
        }
        compile(
                "--release=17",
                "--module-path=" + api.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                "--module-source-path=" + folder.resolve("sources"),
                "--module=" + kinds.stream().map(MadeModules::moduleName).collect(Collectors.joining(",")),
                "-d",
                folder.resolve("classes").toString());
        made.spoil();
        for (OnThePath kind : kinds) {
            made.pack(moduleName(kind));
        }
        return made;
    }

    boolean has(String module) {
        return Files.exists(jar(module));
    }

    Path jar(String module) {
        return folder.resolve(module + ".jar");
    }

    private void writeSources(OnThePath kind) throws IOException {
        String module = moduleName(kind);
        String service = "io.xprim.models.spi." + (kind == OnThePath.SECOND_CORE ? "ModelManager" : "HttpTransport")
                + "Provider";
        Path sources = folder.resolve("sources").resolve(module);
        write(
                sources.resolve("module-info.java"),
                "module " + module + " { requires io.xprim.models; provides " + service + " with " + module
                        + ".Provider; }");
        String template = kind == OnThePath.SECOND_CORE ? IMPLEMENTATION : TRANSPORT;
        String source = template.replace("$package", module)
                .replace("$id", id(kind))
                .replace("$priority", String.valueOf(kind.priority()))
                .replace("$initialiser", kind == OnThePath.THROWING ? FAILURE : "");
        write(source(module), source);
        write(classes(module).resolve("META-INF/services").resolve(service), module + ".Provider\n");
    }

    private static String id(OnThePath kind) {
        return switch (kind) {
            case NAMELESS -> "No Name";
            case TWIN -> "urlconnection";
            case SECOND_CORE -> "second-core";
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    private void spoil() throws IOException {
        Files.delete(
                inPackage(classes(moduleName(OnThePath.MISSING)), moduleName(OnThePath.MISSING), "Provider.class"));
        Files.delete(inPackage(classes(moduleName(OnThePath.LACKING)), moduleName(OnThePath.LACKING), "Library.class"));
        String wrong = moduleName(OnThePath.WRONG);
        Path source = folder.resolve("Provider.java");
        write(source, NO_PROVIDER.replace("$package", wrong));
        Path spoiled = folder.resolve("spoiled");
        compile("--release=17", "-d", spoiled.toString(), source.toString());
        Files.copy(
                inPackage(spoiled, wrong, "Provider.class"),
                inPackage(classes(wrong), wrong, "Provider.class"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Not with the JDK's tool, which refuses what is spoilt. */
    private void pack(String module) throws IOException {
        Path classes = classes(module);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar(module)));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, zip);
            }
        }
    }

    private Path source(String module) {
        return inPackage(folder.resolve("sources").resolve(module), module, "Provider.java");
    }

    private Path classes(String module) {
        return folder.resolve("classes").resolve(module);
    }

    private static Path inPackage(Path root, String module, String file) {
        return root.resolve(module.replace('.', File.separatorChar)).resolve(file);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static void compile(String... arguments) {
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output, true);
        int code = ToolProvider.findFirst("javac").orElseThrow().run(writer, writer, arguments);
        if (code != 0) {
            throw new IllegalStateException("javac " + List.of(arguments) + " failed:\n" + output);
        }
    }
}
