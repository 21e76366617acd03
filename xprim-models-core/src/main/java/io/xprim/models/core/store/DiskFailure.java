// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.StorageException;
import io.xprim.models.spi.SafeText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;

/** Says what a failed file operation means for the user. */
public final class DiskFailure {
    private DiskFailure() {}

    /** The failure with the file, the reason, and what to do about it. */
    public static StorageException toException(IOException e) {
        String file = e instanceof FileSystemException named && named.getFile() != null
                ? SafeText.of(named.getFile()) + ": "
                : "";
        return new StorageException("storage error: " + file + reason(e) + advice(e), e);
    }

    /** Whether the disk or the user's quota is full. */
    public static boolean isFull(IOException e) {
        String reason = reason(e).toLowerCase(Locale.ROOT);
        return reason.contains("no space") || reason.contains("not enough space") || reason.contains("quota");
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        String reason = e instanceof FileSystemException named ? named.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : SafeText.of(reason);
    }

    private static String advice(IOException e) {
        if (isFull(e)) {
            return "; free some space, what was fetched is kept";
        }
        if (e instanceof AccessDeniedException || e.getCause() instanceof ReadOnlyFileSystemException) {
            return "; check the permissions, or choose another data directory";
        }
        return "";
    }
}
