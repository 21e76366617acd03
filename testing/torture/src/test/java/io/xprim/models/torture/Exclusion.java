// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Several JVMs that take the same few locks in turn, through the built-in locker. */
final class Exclusion implements Part {
    private static final List<String> LOCKS = List.of("a.lock", "b.lock");

    @Override
    public String name() {
        return "locks";
    }

    @Override
    public String claim() {
        return "no two processes or threads hold a lock at once";
    }

    @Override
    public Tally run(Settings settings) throws Exception {
        int jvms = settings.profile() ? 8 : 4;
        int each = settings.count(200, 2000);
        Path folder = settings.folder(this);
        Trees.delete(folder);
        Files.createDirectories(folder);
        List<String> lost = new ArrayList<>();
        try {
            acquireAll(folder, settings.seed(), jvms, each);
            requireAllCounted(folder, jvms * each);
            Trees.delete(folder);
        } catch (AssertionError e) {
            lost.add(Iterations.describe(settings, this, 0, folder, e));
        }
        return new Tally(jvms * each, "acquisitions", jvms + " JVMs of 2 threads, " + LOCKS.size() + " locks", lost);
    }

    private static void acquireAll(Path folder, long seed, int jvms, int each)
            throws IOException, InterruptedException {
        Program program = new Program(folder.resolve("logs"));
        List<Running> running = new ArrayList<>();
        try {
            for (int i = 0; i < jvms; i++) {
                List<String> arguments =
                        new ArrayList<>(List.of(folder.toString(), String.valueOf(each), String.valueOf(seed + i)));
                arguments.addAll(LOCKS);
                running.add(program.start(LockWorker.class, arguments));
            }
            for (Running worker : running) {
                worker.await(Duration.ofMinutes(10)).require(0);
            }
        } finally {
            running.forEach(Running::close);
        }
    }

    /** Whoever counts while another does loses a count. */
    private static void requireAllCounted(Path folder, int wanted) throws IOException {
        int counted = 0;
        for (String lock : LOCKS) {
            counted += Integer.parseInt(Files.readString(folder.resolve(lock + ".count")));
        }
        Lab.require(counted == wanted, "counted " + counted + " acquisitions of " + wanted);
    }
}
