// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.xprim.models.spi.PathPolicy;
import io.xprim.models.spi.PathPolicyConfig;
import io.xprim.models.spi.PathPolicyProvider;
import io.xprim.models.testkit.reference.FolderPolicyProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DefectivePoliciesTest {
    @TempDir
    private static Path made;

    @TestFactory
    Stream<DynamicNode> aCorrectPolicyKeepsTheContract() {
        return PathPolicyContract.of(new FolderPolicyProvider()).tests();
    }

    static Stream<Arguments> defects() {
        AtomicInteger count = new AtomicInteger();
        AtomicReference<String> last = new AtomicReference<>("");
        return Stream.of(
                arguments("the folder is absolute", policy(config -> Path::of)),
                arguments(
                        "the folder is always the same",
                        policy(config -> name -> home(config).resolve(name + count.incrementAndGet()))),
                arguments("threads that ask at once get the same folder", policy(config -> name -> {
                    last.set(name);
                    LockSupport.parkNanos(1_000);
                    return home(config).resolve(String.valueOf(last.get()));
                })),
                arguments(
                        "each application has a folder of its own, none within another's",
                        policy(config -> name -> home(config).resolve(name.startsWith("app") ? "app" : name))),
                arguments(
                        "the home directory that was given counts, not the JVM's",
                        policy(config -> name -> Path.of(System.getProperty("user.home"), name))),
                arguments("asking makes no folder", policy(config -> DefectivePoliciesTest::make)),
                arguments(
                        "the language of the JVM makes no difference",
                        policy(config -> name -> home(config)
                                .resolve(config.osName().toLowerCase(Locale.getDefault()))
                                .resolve(name))),
                arguments(
                        "without any place there is a storage error that says so",
                        policy(config -> name -> Path.of(config.userHome().orElse("/tmp"), name))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void aDefectFailsTheTestThatOughtToFindIt(String sentence, PathPolicyProvider provider) {
        // Of the three suites with a test of this name the last one runs.
        assertThat(ContractRun.of(PathPolicyContract.of(provider).tests()).failure(sentence))
                .isPresent();
    }

    private static Path home(PathPolicyConfig config) {
        return Path.of(config.userHome().orElseThrow());
    }

    private static Path make(String name) {
        try {
            return Files.createDirectories(made.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PathPolicyProvider policy(Function<PathPolicyConfig, PathPolicy> opens) {
        return new PathPolicyProvider() {
            @Override
            public String id() {
                return "defective";
            }

            @Override
            public PathPolicy open(PathPolicyConfig config) {
                return opens.apply(config);
            }
        };
    }
}
