// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.Limits;
import io.xprim.models.StorageException;
import io.xprim.models.core.discovery.Providers;
import io.xprim.models.core.registry.Registry;
import io.xprim.models.core.registry.WatchedTransport;
import io.xprim.models.core.store.Store;
import io.xprim.models.core.store.SystemFileOperations;
import io.xprim.models.spi.FileLocker;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.ModelManagerConfig;
import io.xprim.models.spi.Origin;
import io.xprim.models.spi.SafeText;
import io.xprim.models.spi.VariableName;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a manager works with, each made when it is first needed: most calls need no transport. Thread-safe. */
final class Services implements AutoCloseable {
    private final ModelManagerConfig config;
    private final Providers providers;
    // Thread-safe, and in java.base: the default of RandomGenerator is neither.
    private final RandomGenerator random = new Random();
    private final Lock lock = new ReentrantLock();
    private @Nullable HttpTransport transport;
    private @Nullable WatchedTransport watched;
    private @Nullable FileLocker locker;
    private @Nullable Store store;
    private @Nullable Registry registry;

    Services(ModelManagerConfig config) {
        this.config = config;
        this.providers = new Providers(config);
    }

    /**
     * The registry.
     *
     * @throws IllegalStateException if none was configured
     */
    Registry registry() {
        lock.lock();
        try {
            if (registry == null) {
                registry = openRegistry();
            }
            return registry;
        } finally {
            lock.unlock();
        }
    }

    private Registry openRegistry() {
        URI address = config.registry()
                .orElseThrow(() -> new IllegalStateException(
                        "no registry is configured; give its URL or folder to the manager's builder"));
        warnIfUnencrypted(address);
        return Registry.at(
                address,
                config.credentials(),
                this::watchedTransport,
                () -> store().spool(),
                config.retryPolicy(),
                config.limits(),
                config.clock(),
                random,
                config.logger());
    }

    /** Once: the registry is opened once. */
    private void warnIfUnencrypted(URI address) {
        if (address.getScheme().equalsIgnoreCase("http") && !Origin.of(address).isConfidential()) {
            config.logger()
                    .log(
                            System.Logger.Level.WARNING,
                            "the registry " + SafeText.of(address.toString())
                                    + " is reached over plain http: whoever is on the way can choose what is"
                                    + " installed; use https if it has it");
        }
    }

    Limits limits() {
        return config.limits();
    }

    Store store() {
        lock.lock();
        try {
            if (store == null) {
                store = new Store(
                        baseDirectory(),
                        config.appName(),
                        new SystemFileOperations(),
                        fileLocker(),
                        config.clock(),
                        random,
                        config.logger());
            }
            return store;
        } finally {
            lock.unlock();
        }
    }

    /** Closes what was opened here, and nothing that was given. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (watched != null) {
                watched.close();
            }
            if (transport != null) {
                transport.close();
            }
            if (store != null) {
                store.close();
            }
            if (locker != null) {
                locker.close();
            }
        } finally {
            lock.unlock();
        }
    }

    FileLocker fileLocker() {
        if (config.fileLocker().isPresent()) {
            return config.fileLocker().get();
        }
        lock.lock();
        try {
            if (locker == null) {
                locker = providers.openFileLocker();
            }
            return locker;
        } finally {
            lock.unlock();
        }
    }

    private HttpTransport watchedTransport() {
        lock.lock();
        try {
            if (watched == null) {
                watched = new WatchedTransport(
                        transport(), config.limits().slowestRate(), config.connectTimeout(), config.idleTimeout());
            }
            return watched;
        } finally {
            lock.unlock();
        }
    }

    private HttpTransport transport() {
        if (config.transport().isPresent()) {
            return config.transport().get();
        }
        lock.lock();
        try {
            if (transport == null) {
                transport = providers.openTransport();
            }
            return transport;
        } finally {
            lock.unlock();
        }
    }

    /** The environment goes before the application, so that a user can move the store of any. */
    private Path baseDirectory() {
        String variable = VariableName.of(config.appName(), "DIR");
        String fromEnvironment = config.environment().get(variable);
        if (fromEnvironment != null && !fromEnvironment.isEmpty()) {
            try {
                return Path.of(fromEnvironment);
            } catch (InvalidPathException e) {
                throw new StorageException(
                        "storage error: " + variable + " is no path here: " + SafeText.quoted(fromEnvironment), e);
            }
        }
        return config.dataDirectory().orElseGet(() -> providers.pathPolicy().baseDirectory(config.appName()));
    }
}
