// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelRef;
import io.xprim.models.PublishOptions;
import io.xprim.models.core.store.FileOperations;
import io.xprim.models.core.store.SystemFileOperations;
import io.xprim.models.fixtures.RegistryReader;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interferes before each file operation of a publication in turn. */
class PublicationFaultsTest {
    private static final ModelRef OLD = new ModelRef("g", "m", "1");
    private static final ModelRef NEW = new ModelRef("g", "m", "2");

    @TempDir
    Path work;

    /** What happens before an operation. */
    @FunctionalInterface
    private interface Fault {
        void strike() throws IOException;
    }

    @Test
    void aPublicationThatIsCancelledAnywhereIsWholeOrLeavesNoTrace() throws Exception {
        int cancelled = 0;
        int published = 0;
        boolean struck = true;
        for (int at = 1; struck; at++) {
            Path registry = registry(at);
            byte[] before = Files.readAllBytes(registry.resolve("models.json"));
            Cancellation cancellation = new Cancellation();
            int[] left = {at};
            try {
                publish(registry, NEW, faulty(left, cancellation::cancel), cancellation);
                assertThat(new RegistryReader(registry).files("g", "m", "2")).hasSize(2);
                published++;
            } catch (CancellationException e) {
                assertThat(registry.resolve("models.json")).hasBinaryContent(before);
                cancelled++;
            }
            assertThat(Trees.temporaries(registry)).isEmpty();
            struck = left[0] <= 0;
        }
        assertThat(cancelled).isGreaterThan(10);
        assertThat(published).isPositive();
    }

    @Test
    void aDiskThatFailsAnywhereLeavesTheOldIndexOrTheNew() throws Exception {
        int failed = 0;
        boolean struck = true;
        for (int at = 1; struck; at++) {
            Path registry = registry(at);
            byte[] before = Files.readAllBytes(registry.resolve("models.json"));
            int[] left = {at};
            Fault fault = () -> {
                throw new IOException("Input/output error");
            };
            try {
                publish(registry, NEW, faulty(left, fault), new Cancellation());
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("Input/output error");
                failed++;
            }
            RegistryReader reader = new RegistryReader(registry);
            assertThat(reader.files("g", "m", "1")).hasSize(2);
            if (reader.versions("g", "m").contains("2")) {
                assertThat(reader.files("g", "m", "2")).hasSize(2);
            } else {
                assertThat(registry.resolve("models.json")).hasBinaryContent(before);
            }
            struck = left[0] <= 0;
            publish(registry, NEW, new SystemFileOperations(), new Cancellation());
            assertThat(reader.files("g", "m", "2")).hasSize(2);
        }
        assertThat(failed).isGreaterThan(20);
    }

    /** A registry that has a version already. */
    private Path registry(int number) throws IOException {
        Path registry = work.resolve("registry" + number);
        Trees.write(work.resolve("model"), Map.of("a", "old".getBytes(UTF_8), "b", new byte[0]));
        publish(registry, OLD, new SystemFileOperations(), new Cancellation());
        Trees.write(work.resolve("model"), Map.of("a", "something new".getBytes(UTF_8), "b", "x".getBytes(UTF_8)));
        return registry;
    }

    private void publish(Path registry, ModelRef ref, FileOperations operations, Cancellation cancellation)
            throws IOException {
        PublishOptions options = PublishOptions.builder().chunkSize(4).build();
        new Publication(registry, operations, RandomGenerator.getDefault(), options, cancellation)
                .publish(work.resolve("model"), ref);
    }

    /** The disk, on which the fault strikes before the operation to which {@code left} counts down. */
    private static FileOperations faulty(int[] left, Fault fault) {
        FileOperations disk = new SystemFileOperations();
        return (FileOperations) Proxy.newProxyInstance(
                FileOperations.class.getClassLoader(),
                new Class<?>[] {FileOperations.class},
                (proxy, method, arguments) -> {
                    if (--left[0] == 0) {
                        fault.strike();
                    }
                    try {
                        return method.invoke(disk, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }
}
