// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.File;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What is under test: the modules as they were built, with all that they need at run time. */
final class Product {
    private static final String ROOT = "io.xprim.models";

    private Product() {}

    /** The jars that a program gets that uses all modules. */
    static List<Path> path() {
        return Arrays.stream(System.getProperty("product.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    /** The modules, ours and others', in these jars. */
    static ModuleFinder modules() {
        return ModuleFinder.of(path().toArray(Path[]::new));
    }

    /** All our classes. */
    static JavaClasses classes() {
        return new ClassFileImporter()
                .importLocations(modules().findAll().stream()
                        .filter(module -> module.descriptor().name().startsWith(ROOT))
                        .map(module -> Location.of(inside(module.location().orElseThrow())))
                        .collect(Collectors.toSet()));
    }

    private static URI inside(URI module) {
        return module.getPath().endsWith("/") ? module : URI.create("jar:" + module + "!/");
    }
}
