// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class DiskFailureTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(
                        new FileSystemException("/f", null, "No space left on device"),
                        "/f: No space left on device; free some space, what was fetched is kept"),
                arguments(
                        new IOException("There is not enough space on the disk"),
                        "There is not enough space on the disk; free some space, what was fetched is kept"),
                arguments(
                        new FileSystemException("/f", null, "Disk quota exceeded"),
                        "/f: Disk quota exceeded; free some space, what was fetched is kept"),
                arguments(
                        new AccessDeniedException("/f"),
                        "/f: permission denied; check the permissions, or choose another data directory"),
                arguments(
                        new FileSystemException("/f", null, "Read-only file system"),
                        "/f: Read-only file system; check the permissions, or choose another data directory"),
                arguments(new FileSystemException("/f", null, "File name too long"), "/f: File name too long"),
                arguments(new FileSystemException(null, null, "File name too long"), "File name too long"),
                arguments(new NoSuchFileException("/f"), "/f: no such file or folder"),
                arguments(new IOException("Input/output error"), "Input/output error"),
                arguments(new IOException((String) null), "IOException"),
                arguments(new FileSystemException("/f\u001b", null, "odd\n"), "/f\\u{1b}: odd\\u{a}"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureSaysWhereWhatAndWhatToDoAndKeepsItsCause(IOException cause, String message) {
        assertThat(DiskFailure.toException(cause))
                .hasMessage("storage error: " + message)
                .hasCause(cause);
    }
}
