// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.xprim.models.ModelManager;
import io.xprim.models.ProviderNotFoundException;
import io.xprim.models.RegistryPublisher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderSelectionTest {
    private final RecordingLogger logger = new RecordingLogger();
    private final ClassLoader contextBefore = Thread.currentThread().getContextClassLoader();

    @TempDir
    Path folder;

    @TempDir
    Path otherFolder;

    @BeforeEach
    void withAnOrdinaryContext() {
        Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
    }

    @AfterEach
    void asItWas() {
        Thread.currentThread().setContextClassLoader(contextBefore);
    }

    @Test
    void theHighestPriorityIsTakenWhateverTheOrder() {
        assertThat(chosen(
                        SampleProviders.Alpha.class, SampleProviders.Preferred.class, SampleProviders.Unwilling.class))
                .isEqualTo("preferred");
        assertThat(chosen(SampleProviders.Preferred.class, SampleProviders.Beta.class))
                .isEqualTo("preferred");
        assertThat(logger.warnings()).isEmpty();
    }

    @Test
    void ofEqualPrioritiesTheFirstByIdIsTakenWithOneWarningThatNamesThem() {
        assertThat(chosen(SampleProviders.Beta.class, SampleProviders.Unwilling.class, SampleProviders.Alpha.class))
                .isEqualTo("alpha");
        assertThat(logger.warnings())
                .singleElement()
                .asString()
                .contains("alpha", "beta")
                .doesNotContain("unwilling");
    }

    @Test
    void aConfiguredIdGoesBeforeEveryPriority() {
        assertThat(selection(SampleProviders.Preferred.class, SampleProviders.Unwilling.class)
                        .configuredId(Optional.of("unwilling"))
                        .select()
                        .id())
                .isEqualTo("unwilling");
        assertThat(logger.warnings()).isEmpty();
    }

    @Test
    void aBuiltInCanBeConfiguredByItsId() {
        assertThat(selection(SampleProviders.Preferred.class)
                        .builtIn(new SampleProviders.BuiltIn())
                        .builtIn(new SampleProviders.OtherBuiltIn())
                        .configuredId(Optional.of("other-built-in"))
                        .select()
                        .id())
                .isEqualTo("other-built-in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gamma", "", "ALPHA", "gam\u001b[2Jma"})
    void anUnknownIdFailsAndSaysWhatThereIs(String id) {
        ProviderSelection<PathPolicyProvider> selection = selection(
                        SampleProviders.Alpha.class, SampleProviders.Preferred.class, SampleProviders.Nameless.class)
                .builtIn(new SampleProviders.BuiltIn())
                .configuredId(Optional.of(id));
        assertThatExceptionOfType(ProviderNotFoundException.class)
                .isThrownBy(selection::select)
                .withMessageContainingAll(
                        "PathPolicyProvider",
                        SafeText.quoted(id),
                        "alpha (" + SampleProviders.Alpha.class.getName(),
                        "preferred (",
                        "priority 1",
                        "built-in (",
                        SampleProviders.Nameless.class.getName() + " (its id does not match")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}"));
    }

    @Test
    void theIdsToChooseFromAreThoseThatCanBeChosenInAlphabeticalOrder() {
        assertThat(selection(
                                SampleProviders.Preferred.class,
                                SampleProviders.Alpha.class,
                                SampleProviders.Nameless.class)
                        .builtIn(new SampleProviders.BuiltIn())
                        .ids())
                .containsExactly("alpha", "built-in", "preferred");
        assertThat(selection().ids()).isEmpty();
    }

    @Test
    void anyProviderOnThePathGoesBeforeTheBuiltIns() {
        assertThat(selection(SampleProviders.Unwilling.class)
                        .builtIn(new SampleProviders.OtherBuiltIn())
                        .select()
                        .id())
                .isEqualTo("unwilling");
    }

    @Test
    void theFirstBuiltInIsTheDefault() {
        assertThat(selection()
                        .builtIn(new SampleProviders.BuiltIn())
                        .builtIn(new SampleProviders.OtherBuiltIn())
                        .select()
                        .id())
                .isEqualTo("built-in");
        assertThat(logger.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "built-in"})
    void theIdOfABuiltInIsReserved(String configured) {
        SampleProviders.BuiltIn builtIn = new SampleProviders.BuiltIn();
        PathPolicyProvider chosen = selection(SampleProviders.Usurper.class)
                .builtIn(builtIn)
                .configuredId(Optional.of(configured).filter(id -> !id.isEmpty()))
                .select();
        assertThat(chosen).isSameAs(builtIn);
        assertThat(logger.warnings()).singleElement().asString().contains("Usurper", "built-in");
    }

    @Test
    void ofTwoProvidersWithOneIdTheOneWithTheHighestPriorityKeepsItWithAWarning() {
        assertThat(selection(SampleProviders.Alpha.class, SampleProviders.SecondAlpha.class)
                        .select()
                        .priority())
                .isEqualTo(5);
        assertThat(logger.warnings())
                .containsExactly("skipped a provider of PathPolicyProvider: " + SampleProviders.Alpha.class.getName()
                        + " (its id alpha is taken by " + SampleProviders.SecondAlpha.class.getName() + ")");
    }

    @Test
    void aProviderThatLacksAClassIsPassedOverWithAWarningWhenItIsOpened() {
        assertThat(open(selection(
                        SampleProviders.LackingAClass.class,
                        SampleProviders.Beta.class,
                        SampleProviders.Unwilling.class)))
                .endsWithRaw(Path.of("beta", "app"));
        assertThat(logger.warnings())
                .containsExactly("skipped a provider of PathPolicyProvider: lacking ("
                        + SampleProviders.LackingAClass.class.getName()
                        + ", priority 9; it could not be opened: java.lang.NoClassDefFoundError: acme/Lib)");
    }

    @Test
    void aBuiltInStandsInForAProviderThatLacksAClass() {
        assertThat(open(selection(SampleProviders.LackingAClass.class).builtIn(new SampleProviders.BuiltIn())))
                .endsWithRaw(Path.of("built-in", "app"));
    }

    @Test
    void aChosenProviderThatLacksAClassIsNotReplaced() {
        assertThatExceptionOfType(ProviderNotFoundException.class)
                .isThrownBy(() -> open(selection(SampleProviders.LackingAClass.class, SampleProviders.Beta.class)
                        .configuredId(Optional.of("lacking"))))
                .withMessage(
                        "no PathPolicyProvider with id \"lacking\" on the module path or class path; there are: beta ("
                                + SampleProviders.Beta.class.getName() + ", priority 0), lacking ("
                                + SampleProviders.LackingAClass.class.getName()
                                + ", priority 9; it could not be opened: java.lang.NoClassDefFoundError: acme/Lib)"
                                + "; add what the artifact that provides lacking depends on")
                .satisfies(e -> assertThat(e.getSuppressed()).singleElement().isInstanceOf(NoClassDefFoundError.class));
    }

    @Test
    void aProviderThatRefusesItsConfigurationIsNotPassedOver() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(selection(SampleProviders.Refusing.class, SampleProviders.Beta.class)))
                .withMessage("not with this configuration");
        assertThat(logger.warnings()).isEmpty();
    }

    @Test
    void whatIsBrokenIsSkippedWithAWarningEach() {
        assertThat(chosen(
                        SampleProviders.FailingToBeMade.class,
                        SampleProviders.FailingToSayItsId.class,
                        SampleProviders.FailingToSayItsPriority.class,
                        SampleProviders.Nameless.class,
                        SampleProviders.Alpha.class))
                .isEqualTo("alpha");
        assertThat(logger.warnings())
                .hasSize(4)
                .anySatisfy(warning -> assertThat(warning).contains("could not be loaded", "FailingToBeMade"))
                .anySatisfy(warning -> assertThat(warning).contains("FailingToSayItsId", "lost its name"))
                .anySatisfy(warning -> assertThat(warning).contains("FailingToSayItsPriority", "lost its class"))
                .anySatisfy(warning -> assertThat(warning).contains("Nameless"));
    }

    @Test
    void whatIsBrokenIsSuppressedInTheFailure() {
        ProviderSelection<PathPolicyProvider> selection =
                selection(SampleProviders.FailingToBeMade.class, SampleProviders.FailingToSayItsId.class);
        assertThatExceptionOfType(ProviderNotFoundException.class)
                .isThrownBy(selection::select)
                .withMessageContaining("FailingToBeMade")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .hasSize(2)
                        .anySatisfy(cause -> assertThat(cause).isInstanceOf(ServiceConfigurationError.class))
                        .anySatisfy(cause -> assertThat(cause).hasMessage("lost its name")));
    }

    @Test
    void aProviderFileWithNonsenseDoesNotHideTheOthers() {
        List<String> lines = List.of(
                "does.not.Exist", SampleProviders.class.getName(), SampleProviders.Alpha.class.getName(), "# nothing");
        assertThat(select(ProviderPath.ofLines(folder, PathPolicyProvider.class, lines))
                        .id())
                .isEqualTo("alpha");
        assertThat(logger.warnings()).hasSize(2);
    }

    @Test
    void aProviderFileThatCannotBeReadIsNoFailure() throws IOException {
        try (ProviderPath path = ProviderPath.ofLines(folder, PathPolicyProvider.class, List.of("not a class name"))) {
            PathPolicyProvider chosen = ProviderSelection.of(PathPolicyProvider.class)
                    .classLoader(Optional.of(path))
                    .logger(logger)
                    .builtIn(new SampleProviders.BuiltIn())
                    .select();
            assertThat(chosen.id()).isEqualTo("built-in");
            assertThat(logger.warnings()).hasSize(1);
        }
    }

    @Test
    void theContextClassLoaderIsSearchedIfNoneIsGiven() {
        Thread.currentThread()
                .setContextClassLoader(ProviderPath.of(folder, PathPolicyProvider.class, SampleProviders.Alpha.class));
        assertThat(ProviderSelection.of(PathPolicyProvider.class).select().id()).isEqualTo("alpha");
    }

    @Test
    void aGivenClassLoaderIsTheOnlyOneThatIsSearched() {
        Thread.currentThread()
                .setContextClassLoader(
                        ProviderPath.of(folder, PathPolicyProvider.class, SampleProviders.Preferred.class));
        ProviderPath given = ProviderPath.of(otherFolder, PathPolicyProvider.class, SampleProviders.Alpha.class);
        assertThat(select(given).id()).isEqualTo("alpha");
    }

    @Test
    void withoutAContextClassLoaderTheChoiceStillFailsInWords() {
        Thread.currentThread().setContextClassLoader(null);
        assertThatExceptionOfType(ProviderNotFoundException.class)
                .isThrownBy(() -> ProviderSelection.of(PathPolicyProvider.class).select())
                .withMessageContaining("there are no candidates");
    }

    @Test
    void withoutATransportTheFailureNamesTheArtifactToAdd() {
        assertThatExceptionOfType(ProviderNotFoundException.class)
                .isThrownBy(
                        () -> ProviderSelection.of(HttpTransportProvider.class).select())
                .withMessageContainingAll("HttpTransportProvider", "io.xprim:xprim-models-transport-urlconnection");
    }

    @Test
    void withoutAnImplementationTheFailureNamesTheArtifactToAdd() {
        assertThatExceptionOfType(ProviderNotFoundException.class)
                .isThrownBy(() -> ModelManager.builder("app").build())
                .withMessageContaining("io.xprim:xprim-models-core");
        assertThatExceptionOfType(ProviderNotFoundException.class)
                .isThrownBy(() -> RegistryPublisher.to(folder))
                .withMessageContaining("io.xprim:xprim-models-core");
    }

    @Test
    void selectingWithoutALoggerIsSilent() {
        ProviderPath path = ProviderPath.of(
                folder, PathPolicyProvider.class, SampleProviders.Nameless.class, SampleProviders.Alpha.class);
        assertThat(ProviderSelection.of(PathPolicyProvider.class)
                        .classLoader(Optional.of(path))
                        .select()
                        .id())
                .isEqualTo("alpha");
    }

    private static Path open(ProviderSelection<PathPolicyProvider> selection) {
        return selection.open(provider -> provider.open(new NoEnvironment())).baseDirectory("app");
    }

    private record NoEnvironment() implements PathPolicyConfig {
        @Override
        public Map<String, String> environment() {
            return Map.of();
        }

        @Override
        public String osName() {
            return "";
        }

        @Override
        public Optional<String> userHome() {
            return Optional.empty();
        }
    }

    private String chosen(Class<?>... providers) {
        return selection(providers).select().id();
    }

    private PathPolicyProvider select(ClassLoader loader) {
        return ProviderSelection.of(PathPolicyProvider.class)
                .classLoader(Optional.of(loader))
                .logger(logger)
                .select();
    }

    private ProviderSelection<PathPolicyProvider> selection(Class<?>... providers) {
        return ProviderSelection.of(PathPolicyProvider.class)
                .classLoader(Optional.of(ProviderPath.of(folder, PathPolicyProvider.class, providers)))
                .logger(logger);
    }
}
