// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private static final String ALL = "io.xprim.models";
    private static final String CORE = ALL + ".core";
    private static final String URL_CONNECTION = ALL + ".transport.urlconnection";
    private static final String JDK_CLIENT = ALL + ".transport.jdk";
    private static final String OK_HTTP = ALL + ".transport.okhttp";
    private static final String COMMAND_LINE = ALL + ".cli";

    private final JavaClasses all = Product.classes();

    @Nested
    class Core {
        private final Rooms rooms = new Rooms(CORE);
        private final JavaClasses core = all.that(resideInAPackage(CORE + ".."));

        @Test
        void everyRoomUsesOnlyTheRoomsThatItMay() {
            rooms.useOnlyWhatTheyMay().check(core);
        }

        @Test
        void roomsHaveNoCycles() {
            ModuleRules.packagesHaveNoCycles(CORE).check(core);
        }

        @Test
        void filesAreUsedThroughTheSeam() {
            CoreRules.filesAreUsedThroughTheSeam().check(core);
        }

        @Test
        void registryFoldersAreOnlyRead() {
            CoreRules.registryFoldersAreOnlyRead().check(core);
        }

        @Test
        void onlyTheFormatsKnowJson() {
            CoreRules.onlyTheFormatsKnowJson().check(core);
        }

        @Test
        void onlyTheRegistryTalksToTheNetwork() {
            CoreRules.onlyTheRegistryTalksToTheNetwork().check(core);
        }
    }

    @Nested
    class Modules {
        @Test
        void nothingDependsOnCore() {
            ModuleRules.nothingDependsOn(CORE).check(all);
        }

        @Test
        void nothingDependsOnATransport() {
            ModuleRules.nothingDependsOn(URL_CONNECTION).check(all);
            ModuleRules.nothingDependsOn(JDK_CLIENT).check(all);
            ModuleRules.nothingDependsOn(OK_HTTP).check(all);
        }

        @Test
        void theApiAndTheSpisDependOnTheJdkAlone() {
            ModuleRules.theApiDependsOnTheJdkAlone().check(all);
        }

        @Test
        void coreDependsOnTheApiAJsonParserAndTheFlightRecorder() {
            ModuleRules.dependsOnTheApiAnd(CORE, "tools.jackson.core..", "javax.net.ssl", "jdk.jfr")
                    .check(all);
        }

        @Test
        void theTransportOverUrlConnectionDependsOnTheApiAlone() {
            ModuleRules.dependsOnTheApiAnd(URL_CONNECTION, "javax.net..").check(all);
        }

        @Test
        void theTransportOverTheClientOfTheJdkDependsOnTheApiAlone() {
            ModuleRules.dependsOnTheApiAnd(JDK_CLIENT, "javax.net..").check(all);
        }

        @Test
        void theTransportOverOkHttpDependsOnTheApiAndOkHttp() {
            ModuleRules.dependsOnTheApiAnd(OK_HTTP, "javax.net..", "okhttp3", "okio")
                    .check(all);
        }
    }

    @Nested
    class CommandLine {
        private final JavaClasses commandLine = all.that(resideInAPackage(COMMAND_LINE + ".."));

        @Test
        void itDependsOnTheApiPicocliAJsonWriterATerminalAndTheServerOfTheJdk() {
            ModuleRules.dependsOnTheApiAnd(
                            COMMAND_LINE,
                            "picocli",
                            "tools.jackson.core..",
                            "org.jline.nativ",
                            "com.sun.net.httpserver")
                    .check(all);
        }

        @Test
        void itsPackagesHaveNoCycles() {
            ModuleRules.packagesHaveNoCycles(COMMAND_LINE).check(commandLine);
        }

        @Test
        void nothingDependsOnIt() {
            ModuleRules.nothingDependsOn(COMMAND_LINE).check(all);
        }
    }

    @Nested
    class Code {
        @Test
        void noLibraryUsesTheStandardStreams() {
            CodingRules.noStandardStreams().check(all.that(resideOutsideOfPackage(COMMAND_LINE + "..")));
        }

        @Test
        void nothingUsesJavaUtilLogging() {
            CodingRules.noJavaUtilLogging().check(all);
        }

        @Test
        void nothingSleeps() {
            CodingRules.noSleep().check(all);
        }

        @Test
        void noPublicMethodThrowsJustAnything() {
            CodingRules.noCatchAllThrows().check(all);
        }

        @Test
        void nothingHasStaticState() {
            CodingRules.noStaticState().check(all);
        }
    }
}
