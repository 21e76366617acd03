// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.nio.file.Path;
import java.util.List;

/**
 * Gets models from a registry onto this machine and tells where they are.
 *
 * <p>Thread-safe: pulls of different models run side by side, a second pull of the same model waits for the first and finds it done.
 * Several managers and several processes may share one store. Every call blocks; a call that waits is ended within a second by the
 * interrupt of its thread or the cancellation in its options ({@link CancelledException}), or by its time limit
 * ({@link DeadlineExceededException}).
 *
 * <p>What is listed is whole: a model appears only once all of it was verified and is in place. Whatever else goes wrong is a
 * {@link ModelException}; a {@link DamagedStoreException} if registry.json is damaged. Not for implementing: methods will be added.
 *
 * @since 0.1
 */
public interface ModelManager extends AutoCloseable {
    /**
     * Starts a manager.
     *
     * @param appName the application, whose store it is by default: {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}
     * @throws IllegalArgumentException if the name is malformed
     */
    static ModelManagerBuilder builder(String appName) {
        return new ModelManagerBuilder(appName);
    }

    /** {@link #pull(ModelRef, PullOptions)} with the defaults. */
    default PullResult pull(ModelRef ref) {
        return pull(ref, PullOptions.defaults());
    }

    /**
     * Installs a version of a model, fetching only what is missing and verifying all of it. An alias is installed under its own name.
     * Progress that was made is kept when the call fails, and the next one goes on from there.
     *
     * @return the installed model, and what was done; that it was there already is no failure
     * @throws ModelNotFoundException if the registry has no such model
     * @throws VersionNotFoundException if the registry has no such version
     * @throws RegistryException if the registry's answers are unusable
     * @throws NetworkException if the registry cannot be reached
     * @throws VerificationException if bytes are not what they should be
     * @throws StorageException if the disk fails or has no room
     * @throws LockTimeoutException if another call on the same model lasts longer than this one would wait
     * @throws IllegalStateException if the manager has no registry or is closed
     */
    PullResult pull(ModelRef ref, PullOptions options);

    /**
     * Says what {@link #pull(ModelRef, PullOptions)} would do, and changes nothing. It reads index and manifest.
     *
     * @throws ModelException as {@code pull} would
     */
    PullPlan plan(ModelRef ref, PullOptions options);

    /** {@link #ensure(ModelRef, PullOptions)} with the defaults. */
    default Path ensure(ModelRef ref) {
        return ensure(ref, PullOptions.defaults());
    }

    /**
     * The folder of a model, which is pulled if it is not installed. Asks no registry if it is.
     *
     * @throws ModelException as {@link #pull(ModelRef, PullOptions)} does
     */
    Path ensure(ModelRef ref, PullOptions options);

    /** {@link #remove(ModelRef, RemoveOptions)} with the defaults. */
    default void remove(ModelRef ref) {
        remove(ref, RemoveOptions.defaults());
    }

    /**
     * Removes an installed version. It is not listed any more when its files begin to go, and files that are open stay readable where the
     * platform allows it.
     *
     * @throws NotInstalledException if it is not installed
     * @throws StorageException if the disk fails
     * @throws LockTimeoutException if a pull or another change of the same version lasts longer than this call would wait
     */
    void remove(ModelRef ref, RemoveOptions options);

    /** {@link #removeAll(String, String, RemoveOptions)} with the defaults. */
    default RemoveResult removeAll(String group, String model) {
        return removeAll(group, model, RemoveOptions.defaults());
    }

    /**
     * Removes all installed versions of a model, and goes on after one that cannot be.
     *
     * @return what was removed, and what was not and why
     * @throws NotInstalledException if none is installed
     * @throws InvalidReferenceException if a name is malformed
     * @throws DamagedStoreException if registry.json is damaged
     * @throws StorageException if the store cannot be read
     */
    RemoveResult removeAll(String group, String model, RemoveOptions options);

    /** {@link #verify(ModelRef, VerifyOptions)} with the defaults. */
    default VerifyResult verify(ModelRef ref) {
        return verify(ref, VerifyOptions.defaults());
    }

    /**
     * Hashes every byte of an installed version. With {@link VerifyOptions#repair()}, files that are damaged are made again beside, from
     * their own good parts and what the registry has, and renamed into place: who has one open keeps the old one.
     *
     * @return what was found, and whether it was mended; damage is no failure of this call
     * @throws NotInstalledException if it is not installed, or its folder is gone and it is to be repaired: pull it again; where nothing is to
     *     be repaired, that is damage
     * @throws StorageException if the disk fails
     * @throws LockTimeoutException if a pull or another change of the same version lasts longer than this call would wait
     * @throws NetworkException if the registry cannot be reached, and is needed for a repair
     * @throws RegistryException if the registry lacks what is needed for a repair
     * @throws VerificationException if what the registry sends for a repair is wrong
     * @throws IllegalStateException if the manager has no registry and one is needed for a repair
     */
    VerifyResult verify(ModelRef ref, VerifyOptions options);

    /** {@link #rebuild(CallOptions)} with the defaults. */
    default RebuildResult rebuild() {
        return rebuild(CallOptions.defaults());
    }

    /**
     * Puts a registry.json that is made from the manifests of the models that are there in the place of a damaged one, of which a copy is
     * kept; does nothing if it is not damaged. It hashes no model: verify them afterwards. What another program installed is not listed.
     *
     * @throws StorageException if the disk fails
     */
    RebuildResult rebuild(CallOptions options);

    /** {@link #checkLocks(CallOptions)} with the defaults. */
    default Path checkLocks() {
        return checkLocks(CallOptions.defaults());
    }

    /**
     * Tries whether the store's locks keep other processes out, by starting one: not every network file system's do. It says nothing of
     * processes on other machines. A store that is not there is made.
     *
     * @return the store's folder
     * @throws StorageException if they do not, or no process can be started to try
     */
    Path checkLocks(CallOptions options);

    /** {@link #prune(CallOptions)} with the defaults. */
    default PruneResult prune() {
        return prune(CallOptions.defaults());
    }

    /**
     * Deletes what pulls left that did not end, and cached chunks. What a pull that is under way works on stays.
     *
     * @throws StorageException if the disk fails
     */
    PruneResult prune(CallOptions options);

    /**
     * The installed models, sorted.
     *
     * @throws DamagedStoreException if registry.json is damaged
     * @throws StorageException if the store cannot be read
     */
    List<InstalledModel> listInstalled();

    /**
     * What is listed as installed, sorted, also where the files are gone; it takes no more than reading one file.
     *
     * @throws DamagedStoreException if registry.json is damaged
     * @throws StorageException if the store cannot be read
     */
    List<ModelRef> installedRefs();

    /**
     * An installed model, with the registry that it came from and when it was last verified, as far as that is known.
     *
     * @throws NotInstalledException if it is not
     * @throws DamagedStoreException if registry.json is damaged
     * @throws StorageException if the store cannot be read
     */
    InstalledModel getInstalled(ModelRef ref);

    /**
     * The folder of an installed model, absolute. Open or map all files before you use them: an update by another process takes effect
     * under the path, and what is open stays as it was.
     *
     * @throws NotInstalledException if it is not installed or its folder is gone
     * @throws DamagedStoreException if registry.json is damaged
     * @throws StorageException if the store cannot be read
     */
    Path path(ModelRef ref);

    /** {@link #listRemote(CallOptions)} with the defaults. */
    default List<RemoteModel> listRemote() {
        return listRemote(CallOptions.defaults());
    }

    /**
     * The versions and aliases in the registry, sorted; entries that are malformed are left out and logged.
     *
     * @throws RegistryException if the index is unusable
     * @throws NetworkException if the registry cannot be reached
     * @throws IllegalStateException if the manager has no registry or is closed
     */
    List<RemoteModel> listRemote(CallOptions options);

    /** {@link #listRemote(String, CallOptions)} with the defaults. */
    default List<RemoteModel> listRemote(String group) {
        return listRemote(group, CallOptions.defaults());
    }

    /**
     * The versions and aliases in a group of the registry, sorted; none if it has no such group.
     *
     * @throws InvalidReferenceException if the name is malformed
     * @throws ModelException as {@link #listRemote(CallOptions)} does
     */
    List<RemoteModel> listRemote(String group, CallOptions options);

    /** {@link #listRemote(String, String, CallOptions)} with the defaults. */
    default List<RemoteModel> listRemote(String group, String model) {
        return listRemote(group, model, CallOptions.defaults());
    }

    /**
     * The versions and aliases of a model in the registry, sorted; none if it has no such model.
     *
     * @throws InvalidReferenceException if a name is malformed
     * @throws ModelException as {@link #listRemote(CallOptions)} does
     */
    List<RemoteModel> listRemote(String group, String model, CallOptions options);

    /** {@link #checkUpdate(ModelRef, CallOptions)} with the defaults. */
    default UpdateCheck checkUpdate(ModelRef ref) {
        return checkUpdate(ref, CallOptions.defaults());
    }

    /**
     * Compares a version with the registry, and changes nothing.
     *
     * @throws ModelException as {@link #getRemote(ModelRef, CallOptions)} does
     * @throws DamagedStoreException if registry.json is damaged
     * @throws StorageException if the store cannot be read
     */
    UpdateCheck checkUpdate(ModelRef ref, CallOptions options);

    /** {@link #checkUpdates(CallOptions)} with the defaults. */
    default UpdateChecks checkUpdates() {
        return checkUpdates(CallOptions.defaults());
    }

    /**
     * Compares everything that is installed with the registry, whose index is fetched once, and changes nothing.
     *
     * @return the comparisons, and what could not be compared and why
     * @throws ModelException as {@link #listRemote(CallOptions)} does
     * @throws DamagedStoreException if registry.json is damaged
     * @throws StorageException if the store cannot be read
     */
    UpdateChecks checkUpdates(CallOptions options);

    /** {@link #getRemote(ModelRef, CallOptions)} with the defaults. */
    default RemoteModel getRemote(ModelRef ref) {
        return getRemote(ref, CallOptions.defaults());
    }

    /**
     * What the registry's index says of a version.
     *
     * @throws ModelNotFoundException if the registry has no such model
     * @throws VersionNotFoundException if the registry has no such version
     * @throws RegistryException if the index, or its entry, is unusable
     * @throws NetworkException if the registry cannot be reached
     * @throws IllegalStateException if the manager has no registry or is closed
     */
    RemoteModel getRemote(ModelRef ref, CallOptions options);

    /** {@link #getRemoteDetail(ModelRef, CallOptions)} with the defaults. */
    default RemoteModelDetail getRemoteDetail(ModelRef ref) {
        return getRemoteDetail(ref, CallOptions.defaults());
    }

    /**
     * What the registry's index and the manifest say of a version; one request more than {@link #getRemote(ModelRef, CallOptions)}.
     *
     * @throws VerificationException if the manifest is not what the index names
     * @throws ModelException as {@code getRemote} does
     */
    RemoteModelDetail getRemoteDetail(ModelRef ref, CallOptions options);

    /** Cancels calls under way, waits for them, and closes what the manager opened; never what it was given. Does nothing the second time. */
    @Override
    void close();
}
