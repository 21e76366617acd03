// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.stream.Stream;

/** Which module knows what. Descriptors alone do not hold it: on the class path nobody reads them. */
final class ModuleRules {
    private static final String API = "io.xprim.models";
    private static final String SPI = "io.xprim.models.spi";
    private static final String NULLNESS = "org.jspecify.annotations";
    private static final String JDK = "java..";

    private ModuleRules() {}

    static ArchRule nothingDependsOn(String module) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(module + "..");
    }

    /** A module other than the API: itself, the API, the JDK, and its libraries by the packages that they have. */
    static ArchRule dependsOnTheApiAnd(String module, String... libraries) {
        return classes()
                .that()
                .resideInAPackage(module + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        Stream.concat(Stream.of(module + "..", API, SPI, NULLNESS, JDK), Stream.of(libraries))
                                .toArray(String[]::new));
    }

    static ArchRule theApiDependsOnTheJdkAlone() {
        return classes()
                .that()
                .resideInAnyPackage(API, SPI)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(API, SPI, NULLNESS, JDK, "javax.net..");
    }

    /** Each package below counts for itself; the one at the top uses the others and is used by none, or is part of a cycle. */
    static ArchRule packagesHaveNoCycles(String module) {
        return SlicesRuleDefinition.slices()
                .assignedFrom(new PackageSlices(module))
                .should()
                .beFreeOfCycles();
    }

    private record PackageSlices(String module) implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages of " + module;
        }
    }
}
