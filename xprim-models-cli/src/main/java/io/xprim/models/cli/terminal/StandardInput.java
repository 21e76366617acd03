// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.terminal;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Path;

/** What people type, or a pipe brings. */
public final class StandardInput {
    private static final Path DESCRIPTOR = Path.of("/dev/stdin");

    private StandardInput() {}

    /** Standard input as text; it has ended where it was closed before the JVM started. */
    public static Reader open() {
        return isTakenByTheJvm() ? Reader.nullReader() : new InputStreamReader(System.in, Charset.defaultCharset());
    }

    /** The first file that a process opens gets the lowest number that is free: the JVM's own classes would be read as an answer. */
    private static boolean isTakenByTheJvm() {
        try {
            Path home = Path.of(System.getProperty("java.home")).toRealPath();
            return DESCRIPTOR.toRealPath().startsWith(home);
        } catch (IOException e) {
            // A pipe, or no such file on this system.
            return false;
        }
    }
}
