// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A class path with providers on it, as an application has one: it loads the classes of {@link SampleProviders} itself, since providers in
 * a named module are found by its descriptor alone.
 */
final class ProviderPath extends URLClassLoader {
    private static final String SAMPLES = SampleProviders.class.getName();

    private ProviderPath(URL folder) {
        super(new URL[] {folder}, ProviderPath.class.getClassLoader());
    }

    /** Writes the provider file of a service into a folder and puts the folder on a class path. */
    static ProviderPath of(Path folder, Class<?> service, Class<?>... providers) {
        List<String> names = Stream.of(providers).map(Class::getName).toList();
        return ofLines(folder, service, names);
    }

    static ProviderPath ofLines(Path folder, Class<?> service, List<String> lines) {
        try {
            Path services = Files.createDirectories(folder.resolve("META-INF/services"));
            Files.writeString(
                    services.resolve(service.getName()), lines.stream().collect(Collectors.joining("\n", "", "\n")));
            return new ProviderPath(folder.toUri().toURL());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            if (!name.startsWith(SAMPLES)) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
        try (InputStream in = SampleProviders.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
