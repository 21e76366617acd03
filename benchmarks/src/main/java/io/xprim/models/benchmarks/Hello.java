// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks;

/** The shortest program, which shows what a JVM costs to start. */
public final class Hello {
    private Hello() {}

    public static void main(String... arguments) {
        System.out.println("hello");
    }
}
