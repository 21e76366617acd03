// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import io.xprim.models.ModelRef;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The processes of one store, and what they leave. For one thread. */
final class Crowd implements AutoCloseable {
    private static final List<String> SHARED = List.of("s/one:1", "s/one:2", "s/two:1");
    private static final Duration LONGEST_END = Duration.ofMinutes(3);

    private final Lab lab;
    private final Random random;
    private final boolean disturbed;
    private final Path over;
    private final List<Actor> actors = new ArrayList<>();
    private final List<String> refs = new ArrayList<>(SHARED);
    private SortedMap<String, String> listed = new TreeMap<>();
    private int calls;
    private int kills;
    private int stops;

    Crowd(Path folder, int size, long seed, boolean disturbed) throws IOException {
        lab = new Lab(folder);
        random = new Random(seed);
        this.disturbed = disturbed;
        over = folder.resolve("over");
        for (int i = 0; i < size; i++) {
            Role role = new Role("own/o" + i + ":v", SHARED);
            refs.add(role.own());
            // One in four is the program, one in four an application of another name.
            actors.add(
                    i % 4 == 3
                            ? new ProgramActor(lab, role, folder.resolve(i + ".journal"), over)
                            : new WorkerActor(
                                    lab,
                                    i % 4 == 1 ? "other" : Lab.APPLICATION,
                                    role,
                                    folder.resolve(i + ".journal"),
                                    over));
        }
        for (int generation = 0; generation < 2; generation++) {
            registry(generation).toMap().forEach((path, body) -> {
                lab.server().serve(path, body).always(path, new NetworkFault.Slow(8192, Duration.ofMillis(2)));
            });
        }
    }

    /** Lets all work for a while, then rest, and checks everything. */
    void round(Duration length) throws IOException, InterruptedException {
        Files.deleteIfExists(over);
        for (Actor actor : actors) {
            actor.forget();
            actor.start(random.nextLong());
        }
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100);
            change();
            if (disturbed) {
                disturb(actors.get(random.nextInt(actors.size())));
            }
        }
        Files.createFile(over);
        goOn();
        for (Actor actor : actors) {
            actor.await(LONGEST_END);
        }
        check();
    }

    String remarks() {
        return calls + " calls" + (disturbed ? ", " + kills + " kills, " + stops + " stops" : "");
    }

    /** Another content of every model in the registry, or not. */
    private void change() {
        lab.server().serve("/models.json", registry(random.nextInt(2)).index());
    }

    private SampleRegistry registry(int generation) {
        SampleRegistry registry = new SampleRegistry();
        for (String ref : refs) {
            ModelRef name = ModelRef.parse(ref);
            SampleModel content = new SampleModel()
                    .randomFile("weights.bin", 40_000, generation)
                    .randomFile("config/a.json", 300, 31L * refs.indexOf(ref) + generation)
                    .chunkSize(4096);
            registry.add(name.group(), name.model(), name.version(), content);
        }
        return registry;
    }

    private void disturb(Actor actor) throws IOException, InterruptedException {
        switch (random.nextInt(30)) {
            case 0 -> {
                kills++;
                actor.kill(random.nextLong());
            }
            case 1, 2 -> {
                stops++;
                actor.stop();
            }
            case 3, 4, 5 -> goOn();
            default -> {}
        }
    }

    private void goOn() throws IOException, InterruptedException {
        for (Actor actor : actors) {
            actor.goOn();
        }
    }

    private void check() throws IOException {
        lab.requireNothingLost();
        requireLocksFree();
        SortedMap<String, String> found = lab.reader().listed();
        List<Call> all = new ArrayList<>();
        for (Actor actor : actors) {
            List<Call> own = actor.calls();
            all.addAll(own);
            new SerialOrder(actor.own(), own).requireOwn(at(listed, actor.own()).isPresent());
        }
        calls += all.size();
        for (String ref : refs) {
            new SerialOrder(ref, all).requireEnd(at(listed, ref), at(found, ref));
        }
        lab.requireNothingElse();
        lab.requireNothingLost();
        listed = found;
    }

    private static Optional<String> at(Map<String, String> listed, String ref) {
        return Optional.ofNullable(listed.get(ref.replace(':', '/')));
    }

    private void requireLocksFree() throws IOException {
        for (Path path : Trees.all(lab.store())) {
            if (path.getFileName().toString().endsWith(".lock")) {
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
                        FileLock lock = channel.tryLock()) {
                    Lab.require(lock != null, path + " is locked, though nobody is there");
                }
            }
        }
    }

    @Override
    public void close() {
        actors.forEach(Actor::close);
        lab.close();
    }
}
