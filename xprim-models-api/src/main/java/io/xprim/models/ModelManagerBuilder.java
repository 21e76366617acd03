// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import io.xprim.models.spi.FileLocker;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.ModelManagerConfig;
import io.xprim.models.spi.ModelManagerProvider;
import io.xprim.models.spi.Origin;
import io.xprim.models.spi.PathPolicy;
import io.xprim.models.spi.ProviderSelection;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Configures and opens a {@link ModelManager}. Not thread-safe. Building does no I/O.
 *
 * @since 0.1
 */
public final class ModelManagerBuilder {
    private static final Pattern APP_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final String appName;
    private final List<RegistryCredentials> credentials = new ArrayList<>();
    private @Nullable URI registry;
    private @Nullable Path dataDirectory;
    private @Nullable HttpTransport transport;
    private @Nullable String transportId;
    private @Nullable PathPolicy pathPolicy;
    private @Nullable FileLocker fileLocker;
    private @Nullable ProxySelector proxy;
    private @Nullable SSLContext sslContext;
    private @Nullable ClassLoader classLoader;
    private Duration connectTimeout = Duration.ofSeconds(30);
    private Duration idleTimeout = Duration.ofSeconds(30);
    private RetryPolicy retryPolicy = RetryPolicy.defaults();
    private Limits limits = Limits.defaults();
    private Clock clock = Clock.systemUTC();
    private @Nullable Map<String, String> environment;
    private System.Logger logger = new SilentLogger();

    ModelManagerBuilder(String appName) {
        if (!APP_NAME.matcher(appName).matches()) {
            throw new IllegalArgumentException(
                    "an app name matches " + APP_NAME + "; got \"" + appName.replaceAll("[^ -~]", "?") + '"');
        }
        this.appName = appName;
    }

    /**
     * Where models come from: an {@code http:}, {@code https:} or {@code file:} URL, or the path of a folder. Without one, everything
     * that needs no registry works.
     *
     * @throws IllegalArgumentException if it is a URL that is malformed, of another scheme, or has user info, a query or a fragment
     */
    public ModelManagerBuilder registry(String urlOrFolder) {
        registry = RegistryAddress.parse(urlOrFolder);
        return this;
    }

    /**
     * What the registry, or another origin, wants to be shown; may be given several times, for one header the last time counts. A token in
     * the environment variable {@code <APP>_MODELS_TOKEN} goes before what is given here as {@code Authorization} for the registry. Unless
     * they are {@linkplain RegistryCredentials#forOrigin for another origin}, they are ignored where the registry is a folder.
     */
    public ModelManagerBuilder credentials(RegistryCredentials shown) {
        credentials.add(Objects.requireNonNull(shown, "shown"));
        return this;
    }

    /** Where models are kept, unless the environment variable {@code <APP>_MODELS_DIR} says otherwise; by default the {@link PathPolicy} says. */
    public ModelManagerBuilder dataDirectory(Path directory) {
        dataDirectory = Objects.requireNonNull(directory, "directory");
        return this;
    }

    /** The transport to use; it stays the caller's to close. */
    public ModelManagerBuilder transport(HttpTransport instance) {
        transport = Objects.requireNonNull(instance, "instance");
        return this;
    }

    /** The id of the transport to choose, where several are on the path. */
    public ModelManagerBuilder transport(String id) {
        transportId = Objects.requireNonNull(id, "id");
        return this;
    }

    /** The path policy to use. */
    public ModelManagerBuilder pathPolicy(PathPolicy instance) {
        pathPolicy = Objects.requireNonNull(instance, "instance");
        return this;
    }

    /** The file locker to use; it stays the caller's to close. */
    public ModelManagerBuilder fileLocker(FileLocker instance) {
        fileLocker = Objects.requireNonNull(instance, "instance");
        return this;
    }

    /** Which proxy a request takes; by default none. */
    public ModelManagerBuilder proxy(ProxySelector selector) {
        proxy = Objects.requireNonNull(selector, "selector");
        return this;
    }

    /** Keys and trust for https; by default the JDK's. */
    public ModelManagerBuilder sslContext(SSLContext context) {
        sslContext = Objects.requireNonNull(context, "context");
        return this;
    }

    /** The class loader to look for providers in; by default the API's own, then the thread's context class loader. */
    public ModelManagerBuilder classLoader(ClassLoader loader) {
        classLoader = Objects.requireNonNull(loader, "loader");
        return this;
    }

    /**
     * How long a connection may take to be made; 30 s by default.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public ModelManagerBuilder connectTimeout(Duration timeout) {
        connectTimeout = Durations.positive(timeout, "the connect timeout");
        return this;
    }

    /**
     * How long a registry may send nothing before the request is given up and repeated; 30 s by default.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public ModelManagerBuilder idleTimeout(Duration timeout) {
        idleTimeout = Durations.positive(timeout, "the idle timeout");
        return this;
    }

    /** When to repeat failed requests. */
    public ModelManagerBuilder retryPolicy(RetryPolicy policy) {
        retryPolicy = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /** What a registry may make this machine read and hold. */
    public ModelManagerBuilder limits(Limits bounds) {
        limits = Objects.requireNonNull(bounds, "bounds");
        return this;
    }

    /** What time it is; the system's clock by default. */
    public ModelManagerBuilder clock(Clock source) {
        clock = Objects.requireNonNull(source, "source");
        return this;
    }

    /** The environment variables; the process's by default. */
    public ModelManagerBuilder environment(Map<String, String> variables) {
        environment = Map.copyOf(variables);
        return this;
    }

    /** Who hears what happens; by default nobody. */
    public ModelManagerBuilder logger(System.Logger target) {
        logger = Objects.requireNonNull(target, "target");
        return this;
    }

    /**
     * Opens the manager. It is the caller's to close.
     *
     * @throws ProviderNotFoundException if there is no implementation on the path
     * @throws IllegalArgumentException if credentials would go over the network unencrypted, or the environment's token cannot be one
     */
    public ModelManager build() {
        Map<String, String> variables = environment == null ? System.getenv() : environment;
        ModelManagerConfig config = new Config(
                appName,
                Optional.ofNullable(registry),
                Optional.ofNullable(dataDirectory),
                Optional.ofNullable(transport),
                Optional.ofNullable(transportId),
                Optional.ofNullable(pathPolicy),
                Optional.ofNullable(fileLocker),
                Optional.ofNullable(proxy),
                Optional.ofNullable(sslContext),
                Optional.ofNullable(classLoader),
                connectTimeout,
                idleTimeout,
                retryPolicy,
                limits,
                clock,
                withoutToken(variables),
                SentHeaders.of(appName, Optional.ofNullable(registry), credentials, variables),
                logger);
        return ProviderSelection.of(ModelManagerProvider.class)
                .classLoader(config.classLoader())
                .logger(logger)
                .open(provider -> provider.openManager(config));
    }

    /** Whoever gets the environment, and may print it, has no use for the token. */
    private Map<String, String> withoutToken(Map<String, String> variables) {
        Map<String, String> others = new HashMap<>(variables);
        others.remove(SentHeaders.variable(appName));
        return Map.copyOf(others);
    }

    private record Config(
            String appName,
            Optional<URI> registry,
            Optional<Path> dataDirectory,
            Optional<HttpTransport> transport,
            Optional<String> transportId,
            Optional<PathPolicy> pathPolicy,
            Optional<FileLocker> fileLocker,
            Optional<ProxySelector> proxy,
            Optional<SSLContext> sslContext,
            Optional<ClassLoader> classLoader,
            Duration connectTimeout,
            Duration idleTimeout,
            RetryPolicy retryPolicy,
            Limits limits,
            Clock clock,
            Map<String, String> environment,
            Map<Origin, HttpHeaders> credentials,
            System.Logger logger)
            implements ModelManagerConfig {
        /** Without the environment, where others keep their secrets. */
        @Override
        public String toString() {
            return "ModelManagerConfig[" + appName + "]";
        }
    }
}
