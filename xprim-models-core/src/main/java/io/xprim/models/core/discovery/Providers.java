// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.discovery;

import io.xprim.models.core.store.NioFileLocker;
import io.xprim.models.core.store.PlatformPathPolicy;
import io.xprim.models.spi.FileLocker;
import io.xprim.models.spi.FileLockerConfig;
import io.xprim.models.spi.FileLockerProvider;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.HttpTransportConfig;
import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.spi.ModelManagerConfig;
import io.xprim.models.spi.PathPolicy;
import io.xprim.models.spi.PathPolicyConfig;
import io.xprim.models.spi.PathPolicyProvider;
import io.xprim.models.spi.Provider;
import io.xprim.models.spi.ProviderSelection;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Chooses and opens the services that a manager needs; what its configuration gives goes first. */
public final class Providers {
    private final ModelManagerConfig config;

    public Providers(ModelManagerConfig config) {
        this.config = config;
    }

    /** Opens a transport; the caller closes it. Not for a configuration that gives one. */
    public HttpTransport openTransport() {
        HttpTransportConfig transport = new TransportConfig(
                config.connectTimeout(), config.idleTimeout(), config.proxy(), config.sslContext(), config.logger());
        return select(HttpTransportProvider.class)
                .configuredId(config.transportId())
                .open(provider -> provider.open(transport));
    }

    public PathPolicy pathPolicy() {
        return config.pathPolicy().orElseGet(this::choosePathPolicy);
    }

    private PathPolicy choosePathPolicy() {
        PathPolicyConfig policy = new PolicyConfig(
                config.environment(),
                System.getProperty("os.name", ""),
                Optional.ofNullable(System.getProperty("user.home")));
        return select(PathPolicyProvider.class)
                .builtIn(new BuiltInPathPolicy())
                .open(provider -> provider.open(policy));
    }

    /** Opens a file locker; the caller closes it. Not for a configuration that gives one. */
    public FileLocker openFileLocker() {
        return openFileLocker(select(FileLockerProvider.class), config.logger());
    }

    /** Opens the file locker that a manager would choose which was told nothing; the caller closes it. */
    public static FileLocker openDefaultFileLocker(System.Logger logger) {
        return openFileLocker(ProviderSelection.of(FileLockerProvider.class).logger(logger), logger);
    }

    private static FileLocker openFileLocker(ProviderSelection<FileLockerProvider> selection, System.Logger logger) {
        return selection.builtIn(new BuiltInFileLocker()).open(provider -> provider.open(new LockerConfig(logger)));
    }

    private <P extends Provider> ProviderSelection<P> select(Class<P> service) {
        return ProviderSelection.of(service).classLoader(config.classLoader()).logger(config.logger());
    }

    private record TransportConfig(
            Duration connectTimeout,
            Duration idleTimeout,
            Optional<ProxySelector> proxy,
            Optional<SSLContext> sslContext,
            System.Logger logger)
            implements HttpTransportConfig {}

    private record PolicyConfig(Map<String, String> environment, String osName, Optional<String> userHome)
            implements PathPolicyConfig {}

    private record LockerConfig(System.Logger logger) implements FileLockerConfig {}

    private static final class BuiltInPathPolicy implements PathPolicyProvider {
        @Override
        public String id() {
            return "platform";
        }

        @Override
        public PathPolicy open(PathPolicyConfig policy) {
            return new PlatformPathPolicy(policy);
        }
    }

    private static final class BuiltInFileLocker implements FileLockerProvider {
        @Override
        public String id() {
            return "filelock";
        }

        @Override
        public FileLocker open(FileLockerConfig locker) {
            return new NioFileLocker(id());
        }
    }
}
