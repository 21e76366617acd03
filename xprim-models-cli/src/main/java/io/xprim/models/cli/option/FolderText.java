// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.option;

import io.xprim.models.spi.SafeText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Reads folders that are given as text. */
public final class FolderText {
    /** Two letters at least, so that a Windows drive is none. */
    private static final Pattern URL = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]+:/.*");

    private FolderText() {}

    /**
     * The folder, against the caller's working directory.
     *
     * @throws IllegalArgumentException if it is a URL, or no path here
     */
    public static Path parse(String text) {
        if (URL.matcher(text).matches()) {
            throw new IllegalArgumentException(SafeText.quoted(text) + " is a URL; give the path of a folder");
        }
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    SafeText.quoted(text)
                            + " is no path in this system's locale; one with UTF-8, such as LC_ALL=C.UTF-8, may help",
                    e);
        }
    }
}
