// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.docs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The tests in the sources, each as {@code Class#method}.
 *
 * @param names of the classes of files, without their packages, and of the methods
 * @param tags with the classes whose tests carry them
 */
record TestMethods(Set<String> names, Map<String, Set<String>> tags) {
    private static final Set<String> ANNOTATIONS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "Property");

    boolean contains(String reference) {
        return names.contains(reference);
    }

    /** The classes that have a test with a tag. */
    Set<String> tagged(String tag) {
        return tags.getOrDefault(tag, Set.of());
    }

    /** Those of all modules. */
    static TestMethods ofSources() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources()));
            TestMethods methods = new TestMethods(new HashSet<>(), new TreeMap<>());
            for (CompilationUnitTree unit : task.parse()) {
                new Finder(methods).scan(unit, null);
            }
            return methods;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path module : modules()) {
            sources.addAll(javaFiles(module.resolve("src/test/java")));
            // Tests that several modules run are in the main sources of one.
            if (module.startsWith(Page.ROOT.resolve("testing"))) {
                sources.addAll(javaFiles(module.resolve("src/main/java")));
            }
        }
        return sources;
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> poms = Files.find(Page.ROOT, 3, (path, attributes) -> path.endsWith("pom.xml"))) {
            return poms.map(pom -> pom.resolveSibling("")).toList();
        }
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static final class Finder extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final TestMethods found;
        private String unit = "";

        Finder(TestMethods found) {
            this.found = found;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
            unit = unit.isEmpty() ? type.getSimpleName().toString() : unit;
            return super.visitClass(type, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
            List<? extends AnnotationTree> annotations = method.getModifiers().getAnnotations();
            if (annotations.stream().map(Finder::name).anyMatch(ANNOTATIONS::contains)) {
                found.names.add(unit + "#" + method.getName());
                annotations.stream()
                        .filter(annotation -> name(annotation).equals("Tag"))
                        .map(Finder::value)
                        .forEach(tag -> found.tags
                                .computeIfAbsent(tag, ignored -> new TreeSet<>())
                                .add(unit));
            }
            return super.visitMethod(method, null);
        }

        private static String name(AnnotationTree annotation) {
            return annotation.getAnnotationType().toString();
        }

        private static String value(AnnotationTree annotation) {
            return annotation.getArguments().get(0) instanceof LiteralTree literal
                    ? String.valueOf(literal.getValue())
                    : "";
        }
    }
}
