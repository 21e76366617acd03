// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import java.util.List;
import java.util.Set;

/** The packages of core, and which of them may use which. A package that is not in the table fails the rule. */
final class Rooms {
    private static final String FORMAT = "format";
    private static final String RECORDING = "recording";
    private static final String REGISTRY = "registry";
    private static final String ASSEMBLE = "assemble";
    private static final String STORE = "store";
    private static final String TRANSFER = "transfer";
    private static final String PUBLISH = "publish";
    private static final String DISCOVERY = "discovery";
    private static final String MANAGER = "manager";

    /** What of the store a publisher works with: files, and the lock on the index. Of models and versions in a store it knows nothing. */
    private static final Set<String> FILE_OPERATIONS = Set.of("FileOperations", "WholeFiles", "NioFileLocker");

    /** What of the store is chosen where no provider is there. */
    private static final Set<String> BUILT_INS = Set.of("NioFileLocker", "PlatformPathPolicy");

    private final String root;

    Rooms(String root) {
        this.root = root;
    }

    ArchRule useOnlyWhatTheyMay() {
        return layers().whereLayer(FORMAT)
                .mayNotAccessAnyLayer()
                .whereLayer(RECORDING)
                .mayNotAccessAnyLayer()
                .whereLayer(REGISTRY)
                .mayOnlyAccessLayers(FORMAT)
                .whereLayer(ASSEMBLE)
                .mayOnlyAccessLayers(FORMAT)
                .whereLayer(STORE)
                .mayOnlyAccessLayers(FORMAT, RECORDING)
                .whereLayer(TRANSFER)
                .mayOnlyAccessLayers(FORMAT, RECORDING, REGISTRY, ASSEMBLE, STORE)
                .whereLayer(PUBLISH)
                .mayOnlyAccessLayers(FORMAT)
                .whereLayer(DISCOVERY)
                .mayNotAccessAnyLayer()
                .whereLayer(MANAGER)
                .mayNotBeAccessedByAnyLayer()
                .ignoreDependency(in(PUBLISH), inStore(FILE_OPERATIONS))
                .ignoreDependency(in(DISCOVERY), inStore(BUILT_INS))
                .ensureAllClassesAreContainedInArchitecture();
    }

    private Architectures.LayeredArchitecture layers() {
        Architectures.LayeredArchitecture layers =
                Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String room :
                List.of(FORMAT, RECORDING, REGISTRY, ASSEMBLE, STORE, TRANSFER, PUBLISH, DISCOVERY, MANAGER)) {
            layers = layers.layer(room).definedBy(root + "." + room);
        }
        return layers;
    }

    private DescribedPredicate<JavaClass> in(String room) {
        return resideInAPackage(root + "." + room);
    }

    private DescribedPredicate<JavaClass> inStore(Set<String> names) {
        return in(STORE)
                .and(describe(
                        "one of " + names,
                        type -> names.contains(outermost(type).getSimpleName())));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Rooms::outermost).orElse(type);
    }
}
