// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every rule finds what offends against it: a rule whose pattern matches nothing would hold for ever. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesCanFailTest {
    private static final String OFFENDERS = "io.xprim.models.architecture.offenders";

    private final JavaClasses offenders = new ClassFileImporter().importPackages(OFFENDERS);
    private final JavaClasses core = new ClassFileImporter().importPackages(OFFENDERS + ".core");
    private final Rooms rooms = new Rooms(OFFENDERS + ".core");

    @Test
    void aRoomThatUsesAHigherOneIsFound() {
        assertOffences(rooms.useOnlyWhatTheyMay(), core).anyMatch(line -> line.contains("format.UsesTheStore"));
    }

    @Test
    void aPublisherThatUsesModelsOfTheStoreIsFound() {
        assertOffences(rooms.useOnlyWhatTheyMay(), core)
                .anyMatch(line -> line.contains("publish.UsesModelsOfTheStore"));
    }

    @Test
    void aDiscoveryThatUsesModelsOfTheStoreIsFound() {
        assertOffences(rooms.useOnlyWhatTheyMay(), core)
                .anyMatch(line -> line.contains("discovery.UsesModelsOfTheStore"));
    }

    @Test
    void aPackageThatIsInNoRoomIsFound() {
        assertOffences(rooms.useOnlyWhatTheyMay(), core).anyMatch(line -> line.contains("attic.InNoRoom"));
    }

    @Test
    void aCycleIsFound() {
        assertOffences(ModuleRules.packagesHaveNoCycles(OFFENDERS + ".core"), core)
                .anyMatch(line -> line.contains("Cycle detected"));
    }

    @Test
    void aLookAtTheDiskPastTheSeamIsFound() {
        assertOffences(CoreRules.filesAreUsedThroughTheSeam(), core)
                .anyMatch(line -> line.contains("store.PartOfTheStore.isThere"))
                .anyMatch(line -> line.contains("transfer.AsksForTheRealPath"));
    }

    @Test
    void aRegistryFolderThatIsChangedIsFound() {
        assertOffences(CoreRules.registryFoldersAreOnlyRead(), core)
                .anyMatch(line -> line.contains("FolderRegistry.change"));
    }

    @Test
    void aRoomThatGoesPastTheRegistryIsFound() {
        assertOffences(CoreRules.onlyTheRegistryTalksToTheNetwork(), core)
                .anyMatch(line -> line.contains("transfer.KnowsTheTransport"));
    }

    @Test
    void aTransportThatUsesCoreIsFound() {
        assertOffences(ModuleRules.nothingDependsOn(OFFENDERS + ".core"), offenders)
                .anyMatch(line -> line.contains("transport.UsesCore"));
    }

    @Test
    void aTransportThatUsesAForeignLibraryIsFound() {
        assertOffences(ModuleRules.dependsOnTheApiAnd(OFFENDERS + ".transport"), offenders)
                .anyMatch(line -> line.contains("transport.UsesALibrary"))
                .anyMatch(line -> line.contains("transport.UsesCore"));
    }

    @Test
    void whatPrintsIsFound() {
        assertOffences(CodingRules.noStandardStreams(), offenders)
                .isNotEmpty()
                .allMatch(line -> line.contains("code.Prints"));
    }

    @Test
    void whatLogsToJavaUtilLoggingIsFound() {
        assertOffences(CodingRules.noJavaUtilLogging(), offenders)
                .isNotEmpty()
                .allMatch(line -> line.contains("code.LogsToJavaUtilLogging"));
    }

    @Test
    void whatSleepsIsFound() {
        assertOffences(CodingRules.noSleep(), offenders)
                .hasSize(2)
                .allMatch(line -> line.contains("code.Sleeps.sleep"));
    }

    @Test
    void whatThrowsAnythingIsFound() {
        assertOffences(CodingRules.noCatchAllThrows(), offenders)
                .hasSize(1)
                .allMatch(line -> line.contains("code.ThrowsAnything.run"));
    }

    @Test
    void staticStateIsFound() {
        assertOffences(CodingRules.noStaticState(), offenders)
                .hasSize(4)
                .allMatch(line -> line.contains("code.HasStaticState"));
    }

    private static ListAssert<String> assertOffences(ArchRule rule, JavaClasses classes) {
        return assertThat(rule.evaluate(classes).getFailureReport().getDetails());
    }
}
