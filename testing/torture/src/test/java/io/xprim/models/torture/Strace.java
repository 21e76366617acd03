// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls of the kernel by which a store is changed: to write down which there were, and to have one fail. */
final class Strace {
    /** Not {@code write}: the store writes by position, so that would only hit the program's output and the JVM's own files. */
    private static final String CALLS =
            "fsync,fdatasync,?rename,?renameat,?renameat2,?unlink,?unlinkat,?rmdir,?mkdir,?mkdirat,pwrite64";

    private static final Pattern CALL = Pattern.compile("(\\d+) +(\\w+)\\(.*?[<\"](/[^>\"]*)[>\"].*");
    private static final Pattern RESUMED = Pattern.compile("(\\d+) +<\\.\\.\\. \\w+ resumed>.*");

    private final Path log;
    private final Path store;

    Strace(Path log, Path store) {
        this.log = log;
        this.store = store;
    }

    /**
     * A call that changes the store.
     *
     * @param path below the store, without what is random in it
     * @param number among the calls of this name for this path, from 1
     */
    record Touch(String call, String path, int number) {}

    static Optional<String> obstacle() {
        try {
            return Tool.run("strace", "-f", "-e", "trace=fsync", "-e", "inject=fsync:error=EIO:when=1", "true");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** What to put before a command so that its calls are written down. */
    List<String> recording() {
        return List.of("strace", "-f", "-qq", "-y", "-e", "signal=none", "-e", "trace=" + CALLS, "-o", log.toString());
    }

    /** What to put before a command so that each thread's n-th call of a name is disturbed. */
    List<String> injecting(String call, Fault fault, int n) {
        List<String> prefix = new ArrayList<>(recording());
        prefix.addAll(List.of("-e", "inject=" + call + ":" + fault.injection() + ":when=" + n));
        return prefix;
    }

    /** The same, of the calls for one path. */
    List<String> injecting(Touch touch, Fault fault) {
        List<String> prefix = injecting(touch.call(), fault, touch.number());
        prefix.addAll(List.of("-P", store.resolve(touch.path()).toString()));
        return prefix;
    }

    /** What was written down, in order. */
    List<Touch> touches() throws IOException {
        return touches(false);
    }

    /** Those that were disturbed: the call failed, or its process did not live to see it return. */
    List<Touch> disturbed() throws IOException {
        return touches(true);
    }

    private List<Touch> touches(boolean disturbedOnly) throws IOException {
        List<Touch> found = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        Map<String, Optional<Touch>> unfinished = new HashMap<>();
        for (String line : Files.readAllLines(log)) {
            Matcher call = CALL.matcher(line);
            Matcher resumed = RESUMED.matcher(line);
            Optional<Touch> touch = Optional.empty();
            if (resumed.matches()) {
                touch = unfinished.getOrDefault(resumed.group(1), Optional.empty());
            } else if (call.matches()) {
                touch = touch(call.group(2), call.group(3), numbers);
                unfinished.put(call.group(1), touch);
            }
            boolean counts = disturbedOnly ? isDisturbed(line) : !resumed.matches();
            touch.filter(ignored -> counts).ifPresent(found::add);
        }
        return found;
    }

    private Optional<Touch> touch(String call, String path, Map<String, Integer> numbers) {
        if (!Path.of(path).startsWith(store)) {
            return Optional.empty();
        }
        String name = store.relativize(Path.of(path)).toString().replaceFirst("tmp-[0-9a-f]+$", "tmp-*");
        return Optional.of(new Touch(call, name, numbers.merge(call + " " + name, 1, Integer::sum)));
    }

    private static boolean isDisturbed(String line) {
        return line.endsWith("(INJECTED)") || line.endsWith("= ?");
    }
}
