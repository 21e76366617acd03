// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import io.xprim.models.spi.ModelManagerProvider;
import io.xprim.models.spi.ProviderSelection;
import java.nio.file.Path;

/**
 * Turns folders into models of a registry folder, which any web server can then serve. Thread-safe; several processes may publish to one
 * registry. Not for implementing: methods will be added.
 *
 * @since 0.1
 */
public interface RegistryPublisher {
    /**
     * Opens a registry folder; nothing is read or made before the first publication.
     *
     * @param registry the folder, which need not exist
     * @throws ProviderNotFoundException if there is no implementation on the path
     */
    static RegistryPublisher to(Path registry) {
        return ProviderSelection.of(ModelManagerProvider.class)
                .open(provider -> provider.openPublisher(() -> registry));
    }

    /** {@link #publish(Path, ModelRef, PublishOptions)} with the defaults. */
    default PublishResult publish(Path folder, ModelRef ref) {
        return publish(folder, ref, PublishOptions.defaults());
    }

    /**
     * Publishes the files of a folder. Chunks appear first, then the manifest, then the entry of the index, each by a rename of a file
     * that was forced to the disk, so that a reader never sees half of it. Memory use does not depend on the sizes of files.
     *
     * @param folder the folder; empty folders in it are left out
     * @throws PublishException if it holds a symbolic link, a special file or a name that a registry must not hold, or if the version or
     *     alias exists with other content and this is not forced
     * @throws RegistryException if the registry's index is malformed
     * @throws StorageException if a file cannot be read or written, or changed while it was read
     * @throws LockTimeoutException if another publication holds the index for longer than 30 s
     * @throws CancelledException if cancelled or interrupted
     */
    PublishResult publish(Path folder, ModelRef ref, PublishOptions options);
}
