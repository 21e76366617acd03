// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.ProviderNotFoundException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a choice that failed tells to add; the whole messages. Nothing of this project but the API is on the path here. */
class ProviderAdviceTest {
    private static final String NOTHING_THERE = " on the module path or class path; there are no candidates; ";

    @Test
    void withoutATransportAnyOfOursWillDo() {
        assertThat(failure(HttpTransportProvider.class, Optional.empty()))
                .hasValue("no HttpTransportProvider" + NOTHING_THERE
                        + "add io.xprim:xprim-models-transport-urlconnection"
                        + " (or xprim-models-transport-jdk, xprim-models-transport-okhttp)");
    }

    @ParameterizedTest
    @CsvSource({"urlconnection", "jdk", "okhttp"})
    void aTransportOfOursIsInTheArtifactOfItsName(String id) {
        assertThat(failure(HttpTransportProvider.class, Optional.of(id)))
                .hasValue("no HttpTransportProvider with id \"" + id + '"' + NOTHING_THERE
                        + "add io.xprim:xprim-models-transport-" + id);
    }

    @Test
    void forATransportThatNobodyKnowsOursAreOffered() {
        assertThat(failure(HttpTransportProvider.class, Optional.of("pigeon")))
                .hasValue("no HttpTransportProvider with id \"pigeon\"" + NOTHING_THERE
                        + "add the artifact that provides \"pigeon\", or choose another: "
                        + "urlconnection (add io.xprim:xprim-models-transport-urlconnection), "
                        + "jdk (add io.xprim:xprim-models-transport-jdk), "
                        + "okhttp (add io.xprim:xprim-models-transport-okhttp)");
    }

    @Test
    void theImplementationIsCore() {
        assertThat(failure(ModelManagerProvider.class, Optional.empty()))
                .hasValue("no ModelManagerProvider" + NOTHING_THERE + "add io.xprim:xprim-models-core");
    }

    @ParameterizedTest
    @CsvSource({
        "io.xprim.models.spi.PathPolicyProvider, PathPolicyProvider",
        "io.xprim.models.spi.FileLockerProvider, FileLockerProvider"
    })
    void ofOtherServicesThereIsNoArtifactToName(Class<? extends Provider> service, String name) {
        assertThat(failure(service, Optional.empty()))
                .hasValue("no " + name + NOTHING_THERE + "add an artifact that provides one");
        assertThat(failure(service, Optional.of("own")))
                .hasValue("no " + name + " with id \"own\"" + NOTHING_THERE + "add the artifact that provides \"own\"");
    }

    @Test
    void anUnknownIdCanBeReplacedByABuiltInOne() {
        assertThatExceptionOfType(ProviderNotFoundException.class)
                .isThrownBy(() -> ProviderSelection.of(PathPolicyProvider.class)
                        .builtIn(new SampleProviders.BuiltIn())
                        .configuredId(Optional.of("own"))
                        .select())
                .withMessage(
                        "no PathPolicyProvider with id \"own\" on the module path or class path; there are: built-in ("
                                + SampleProviders.BuiltIn.class.getName()
                                + " in module io.xprim.models, priority 0); add the artifact that provides \"own\","
                                + " or choose another: built-in");
    }

    private static Optional<String> failure(Class<? extends Provider> service, Optional<String> id) {
        try {
            return Optional.of("chose "
                    + ProviderSelection.of(service).configuredId(id).select().id());
        } catch (ProviderNotFoundException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }
}
