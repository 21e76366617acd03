// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.scenarios;

import java.io.File;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Where the modules are that this JVM was started with, be it on its module path or on its class path. */
public final class JavaPath {
    private final Map<String, Path> modules = new LinkedHashMap<>();

    /** Looks at the paths. */
    public JavaPath() {
        Stream.of("jdk.module.path", "java.class.path")
                .flatMap(name -> Arrays.stream(System.getProperty(name, "").split(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .forEach(entry -> modulesAt(entry)
                        .forEach(module ->
                                modules.putIfAbsent(module.descriptor().name(), entry)));
    }

    /** The jars of modules by their names. */
    public List<Path> of(Collection<String> names) {
        if (!modules.keySet().containsAll(names)) {
            throw new IllegalArgumentException("not all of " + names + " are on the path: " + modules);
        }
        return names.stream().map(modules::get).toList();
    }

    private static Set<ModuleReference> modulesAt(Path entry) {
        try {
            return ModuleFinder.of(entry).findAll();
        } catch (FindException e) {
            // A jar that can be on a class path alone is no module that anyone would ask for.
            return Set.of();
        }
    }
}
