// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.descriptors;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;

/** What {@code jar --describe-module} says of a jar. */
record DescribedJar(List<String> lines) {
    static DescribedJar of(String artifact) {
        Path jar = jar(artifact);
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        int code =
                ToolProvider.findFirst("jar").orElseThrow().run(writer, writer, "--describe-module", "--file=" + jar);
        if (code != 0) {
            throw new IllegalStateException(jar + " cannot be described: " + out);
        }
        return new DescribedJar(out.toString()
                .lines()
                .filter(line -> !line.isBlank())
                .map(DescribedJar::withoutPlaceAndVersion)
                .toList());
    }

    private static Path jar(String artifact) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> entry.getFileName().toString().matches(artifact + "-[0-9].*\\.jar"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        artifact + " is not on the path as a jar; make it a dependency of this module"));
    }

    /** The first line is {@code module@version jar:file:…}. */
    private static String withoutPlaceAndVersion(String line) {
        return line.replaceFirst("(@\\S+)? jar:file:\\S+$", "");
    }
}
