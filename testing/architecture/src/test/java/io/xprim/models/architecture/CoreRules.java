// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Where in core which part of the outside world is dealt with. */
final class CoreRules {
    /** The one seam of the store; locks, which it has not; and a registry that is a folder, which is only read. */
    private static final Set<String> USE_THE_FILE_SYSTEM =
            Set.of("SystemFileOperations", "NioFileLocker", "FolderRegistry");

    private static final Set<String> ONLY_LOOK = Set.of("exists", "isRegularFile", "newByteChannel");

    private static final List<Class<?>> FILE_SYSTEM = List.of(
            Files.class,
            FileChannel.class,
            AsynchronousFileChannel.class,
            File.class,
            FileInputStream.class,
            FileOutputStream.class,
            FileReader.class,
            FileWriter.class,
            RandomAccessFile.class);

    private static final Set<String> PATH_METHODS_THAT_LOOK = Set.of("toRealPath", "toFile", "register");

    private CoreRules() {}

    static ArchRule filesAreUsedThroughTheSeam() {
        return noClasses()
                .that(are(DescribedPredicate.not(namedOneOf(USE_THE_FILE_SYSTEM))))
                .should()
                .dependOnClassesThat(describe("are of the file system", CoreRules::isOfTheFileSystem))
                .orShould()
                .accessTargetWhere(describe("a path looks at the disk", CoreRules::isLookAtTheDisk))
                .because("tests make every operation on a file fail through FileOperations");
    }

    static ArchRule registryFoldersAreOnlyRead() {
        return noClasses()
                .that(are(namedOneOf(Set.of("FolderRegistry"))))
                .should()
                .accessTargetWhere(describe(
                        "anything but a look at a file",
                        access -> isOfTheFileSystem(access.getTargetOwner())
                                && !ONLY_LOOK.contains(access.getTarget().getName())));
    }

    static ArchRule onlyTheFormatsKnowJson() {
        return noClasses()
                .that()
                .resideOutsideOfPackage("..format..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..");
    }

    static ArchRule onlyTheRegistryTalksToTheNetwork() {
        return noClasses()
                .that()
                .resideInAnyPackage("..format..", "..assemble..", "..store..", "..transfer..", "..publish..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.xprim.models.spi.HttpTransport");
    }

    private static boolean isOfTheFileSystem(JavaClass type) {
        return FILE_SYSTEM.stream().anyMatch(type::isEquivalentTo);
    }

    private static boolean isLookAtTheDisk(JavaAccess<? extends AccessTarget> access) {
        return access.getTargetOwner().isEquivalentTo(Path.class)
                && PATH_METHODS_THAT_LOOK.contains(access.getTarget().getName());
    }

    private static DescribedPredicate<JavaClass> namedOneOf(Set<String> names) {
        return describe(
                "named one of " + names, type -> names.contains(outermost(type).getSimpleName()));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(CoreRules::outermost).orElse(type);
    }
}
