// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelManager;
import io.xprim.models.PullOptions;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.HttpTransportConfig;
import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportCapabilities;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a call does on threads of the manager's, it does with the class loader of whoever called. */
@Timeout(60)
final class ContextClassLoaderTest {
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private URLClassLoader callers;

    @BeforeEach
    void start() throws IOException {
        sandbox = new Sandbox(folder.resolve("store"));
        Path services = Files.createDirectories(folder.resolve("path/META-INF/services"));
        Files.writeString(
                services.resolve(HttpTransportProvider.class.getName()), EmptyRegistryProvider.class.getName());
        callers = new URLClassLoader(
                new URL[] {folder.resolve("path").toUri().toURL()}, getClass().getClassLoader());
    }

    @AfterEach
    void stop() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        callers.close();
        sandbox.close();
    }

    @Test
    void providersAreLookedForThereAlthoughTheThreadIsFromAnEarlierCall() {
        try (ModelManager manager = sandbox.builder().transport("only-there").build()) {
            assertThat(manager.listInstalled()).isEmpty();
            awaitIdleThreads();
            Thread.currentThread().setContextClassLoader(callers);

            assertThat(manager.listRemote()).isEmpty();
        }
    }

    @Test
    void listenersAreCalledWithIt() {
        sandbox.with(new SampleModel().file("a", "a"));
        Set<ClassLoader> seen = ConcurrentHashMap.newKeySet();
        try (ModelManager manager = sandbox.manager()) {
            assertThat(manager.listInstalled()).isEmpty();
            awaitIdleThreads();
            Thread.currentThread().setContextClassLoader(callers);

            manager.pull(
                    Sandbox.REF,
                    PullOptions.builder()
                            .progress(state -> seen.add(Thread.currentThread().getContextClassLoader()))
                            .build());
        }
        assertThat(seen).containsExactly(callers);
    }

    /** The next call takes one of these instead of a new one, which would have its loader from the caller anyway. */
    private static void awaitIdleThreads() {
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread ->
                        thread.getName().startsWith("test-models-") && thread.getState() == Thread.State.RUNNABLE)) {
            Thread.onSpinWait();
        }
    }

    /** Found through the class loader alone. */
    public static final class EmptyRegistryProvider implements HttpTransportProvider {
        public EmptyRegistryProvider() {}

        @Override
        public String id() {
            return "only-there";
        }

        @Override
        public int priority() {
            return Integer.MIN_VALUE;
        }

        @Override
        public HttpTransport open(HttpTransportConfig config) {
            return new EmptyRegistry();
        }
    }

    private static final class EmptyRegistry implements HttpTransport {
        @Override
        public void exchange(TransportRequest request, ResponseHandler handler, Cancellation cancellation)
                throws IOException {
            handler.head(200, HttpHeaders.of(Map.of()))
                    .orElseThrow()
                    .accept(ByteBuffer.wrap("{}".getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public TransportCapabilities capabilities() {
            return TransportCapabilities.builder().build();
        }

        @Override
        public void close() {}
    }
}
