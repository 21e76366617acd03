// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.StorageException;
import io.xprim.models.spi.SafeText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Says what a failed file operation means for the user. */
public final class DiskFailure {
    private DiskFailure() {}

    /** The failure with the file, the reason, and what to do about it. */
    public static StorageException toException(IOException e) {
        return new StorageException("storage error: " + file(e) + reason(e) + advice(e), e);
    }

    private static String file(IOException e) {
        return e instanceof FileSystemException named && named.getFile() != null
                ? SafeText.of(named.getFile()) + ": "
                : "";
    }

    /** The same for a disk that became full under a pull, with what is kept of the model. */
    public static StorageException whenFull(IOException e, long kept, long total) {
        return new StorageException(
                "storage error: " + file(e) + reason(e) + "; free some space, then the same call goes on: "
                        + kept(kept, total),
                e);
    }

    /** What an unfinished pull keeps, and how to get rid of it. */
    static String kept(long kept, long total) {
        return kept + " of " + total + " bytes are kept" + (kept < total ? ", and prune deletes them" : "");
    }

    /** Whether the disk or the user's quota is full. */
    public static boolean isFull(IOException e) {
        String reason = reason(e).toLowerCase(Locale.ROOT);
        return reason.contains("no space") || reason.contains("not enough space") || reason.contains("quota");
    }

    /** Whether the disk may only be read. */
    static boolean isRefused(IOException e) {
        return e instanceof AccessDeniedException
                || reason(e).toLowerCase(Locale.ROOT).contains("read-only");
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
        if (isRefused(e)) {
            return "; check the permissions, or choose another data directory";
        }
        return "";
    }
}
