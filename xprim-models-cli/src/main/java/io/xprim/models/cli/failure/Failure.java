// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.failure;

import io.xprim.models.CancelledException;
import io.xprim.models.DamagedStoreException;
import io.xprim.models.DeadlineExceededException;
import io.xprim.models.InvalidReferenceException;
import io.xprim.models.LockTimeoutException;
import io.xprim.models.ModelNotFoundException;
import io.xprim.models.NetworkException;
import io.xprim.models.NotInstalledException;
import io.xprim.models.ProviderNotFoundException;
import io.xprim.models.PublishException;
import io.xprim.models.RegistryException;
import io.xprim.models.StorageException;
import io.xprim.models.VerificationException;
import io.xprim.models.VersionNotFoundException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one table from what is thrown to the exit code and to the {@code type} of a JSON error. */
public enum Failure {
    REGISTRY(1, RegistryException.class),
    PROVIDER_NOT_FOUND(1, ProviderNotFoundException.class),
    INVALID_ARGUMENT(2, UsageException.class),
    INVALID_REFERENCE(2, InvalidReferenceException.class),
    PUBLISH(2, PublishException.class),
    MODEL_NOT_FOUND(3, ModelNotFoundException.class),
    VERSION_NOT_FOUND(3, VersionNotFoundException.class),
    NOT_INSTALLED(4, NotInstalledException.class),
    /** Also: a port that cannot be listened on. */
    NETWORK(5, NetworkException.class),
    /** To whoever called, the registry took too long. */
    DEADLINE_EXCEEDED(5, DeadlineExceededException.class),
    VERIFICATION(6, VerificationException.class),
    STORAGE(7, StorageException.class),
    DAMAGED_STORE(7, DamagedStoreException.class),
    LOCK_TIMEOUT(7, LockTimeoutException.class),
    CANCELLED(130, CancelledException.class),
    /** Whatever nobody foresaw. */
    INTERNAL(1, Throwable.class);

    /** The exit code when whoever reads stdout has gone; as a shell reports SIGPIPE. */
    public static final int STDOUT_CLOSED = 141;

    /** The exit code of a command that SIGTERM has cancelled. */
    public static final int TERMINATED = 143;

    private final int exitCode;
    private final Class<?> thrown;

    Failure(int exitCode, Class<?> thrown) {
        this.exitCode = exitCode;
        this.thrown = thrown;
    }

    public static Failure of(Throwable thrown) {
        @Nullable Throwable known = thrown instanceof InterruptedPullException ? thrown.getCause() : thrown;
        for (Failure failure : values()) {
            if (failure.thrown.isInstance(known)) {
                return failure;
            }
        }
        return INTERNAL;
    }

    public int exitCode() {
        return exitCode;
    }

    /** The {@code type} in JSON. */
    public String type() {
        return name().toLowerCase(Locale.ROOT);
    }
}
