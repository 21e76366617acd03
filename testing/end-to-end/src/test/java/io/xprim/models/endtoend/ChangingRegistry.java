// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import io.xprim.models.ModelRef;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import io.xprim.models.testkit.fault.FaultServer;
import io.xprim.models.testkit.fault.NetworkFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Four models of two versions each, whose content the registry changes now and then; nothing it ever had goes. For one thread. */
final class ChangingRegistry {
    private static final int GENERATIONS = 3;
    private static final int CHUNK = 5000;

    private final SampleRegistry registry = new SampleRegistry();
    private final List<ModelRef> refs = new ArrayList<>();
    private final Random random;

    ChangingRegistry(Random random) {
        this.random = random;
        for (String model : List.of("a/one", "a/two", "b/one", "b/two")) {
            refs.add(ModelRef.parse(model + ":1"));
            refs.add(ModelRef.parse(model + ":2"));
        }
        for (ModelRef ref : refs) {
            for (int generation = 0; generation < GENERATIONS; generation++) {
                add(ref, generation);
            }
        }
    }

    List<ModelRef> refs() {
        return List.copyOf(refs);
    }

    void serveOn(FaultServer server) {
        server.serve(registry.toMap());
    }

    /** Publishes other content, or that which was there before, under one of the references. */
    void change(FaultServer server) {
        add(refs.get(random.nextInt(refs.size())), random.nextInt(GENERATIONS));
        server.serve("/models.json", registry.index());
    }

    /** Makes the next answer for some path a bad one. Bytes are only changed where a hash shows it. */
    void spoil(FaultServer server) {
        List<String> paths = List.copyOf(registry.toMap().keySet());
        String path = paths.get(random.nextInt(paths.size()));
        List<NetworkFault> faults = new ArrayList<>(List.of(
                new NetworkFault.Reset(random.nextInt(CHUNK)),
                new NetworkFault.ResetInHead(),
                new NetworkFault.EmptyAnswer(),
                new NetworkFault.StallInBody(random.nextInt(CHUNK)),
                new NetworkFault.Status(503)));
        if (path.startsWith("/data/")) {
            faults.add(new NetworkFault.FlipByte(random.nextInt(100)));
            faults.add(new NetworkFault.FlipByte(random.nextInt(100)));
        }
        server.next(path, faults.get(random.nextInt(faults.size())));
    }

    private void add(ModelRef ref, int generation) {
        int seed = 31 * refs.indexOf(ref) + generation;
        SampleModel model = new SampleModel()
                .randomFile("weights.bin", 40_000, generation)
                .randomFile("config/a.json", 300, seed)
                .file("config/empty", "")
                .randomFile("config/b.bin", 7000, seed + 1000)
                .chunkSize(CHUNK);
        registry.add(ref.group(), ref.model(), ref.version(), model);
    }
}
