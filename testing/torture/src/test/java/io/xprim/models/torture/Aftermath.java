// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import io.xprim.models.ModelManager;
import io.xprim.models.fixtures.StoreReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What has to hold after a command was cut off: nothing is lost, and the same command goes on from what is there. */
final class Aftermath {
    private final Lab lab;
    private final Operation operation;
    private final Set<String> damagedBefore;

    /** To be made before the command is started. */
    Aftermath(Lab lab, Operation operation) throws IOException {
        this.lab = lab;
        this.operation = operation;
        damagedBefore = new Staged(lab.store(), lab.offered()).damaged();
    }

    /**
     * Checks all of it.
     *
     * @param byProgram whether the program lists and verifies too, and not only this JVM
     */
    void check(boolean byProgram) throws IOException, InterruptedException {
        Path copy = lab.folder().resolve("copy");
        Trees.delete(copy);
        Trees.copy(lab.store(), copy);
        checkReaders(copy);
        lab.newRequests();
        runAgain();
        lab.requireNothingLost();
        if (byProgram) {
            lab.run("list", "--json").require(0);
            lab.run("verify").require(0);
        }
        lab.requireNothingElse();
    }

    /** On a copy, since a reader may put right what the command that is run again is to put right. */
    private void checkReaders(Path copy) throws IOException {
        try (ModelManager manager = lab.manager(copy)) {
            Set<String> answered = new HashSet<>();
            manager.listInstalled().forEach(model -> answered.add(model.path().toString()));
            Set<String> listed = new HashSet<>();
            for (String name : new StoreReader(copy).listed().keySet()) {
                listed.add(copy.toRealPath().resolve(name).toString());
            }
            Lab.require(answered.equals(listed), "list answers " + answered + ", registry.json has " + listed);
        }
        requireNothingLost(copy);
        Optional<String> found = target(new StoreReader(copy));
        Lab.require(operation.mayList(found, lab), "the target is listed with " + found);
    }

    /** What was damaged before a repair may still be so, but nothing else. */
    private void requireNothingLost(Path copy) throws IOException {
        StoreReader found = new StoreReader(copy);
        lab.requireKept(found);
        for (String name : found.listed().keySet()) {
            if (operation != Operation.REPAIR || !name.equals(Lab.TARGET)) {
                found.requireWhole(name);
            }
        }
        Set<String> damaged = new Staged(copy, lab.offered()).damaged();
        Lab.require(
                operation != Operation.REPAIR || damagedBefore.containsAll(damaged), "the repair damaged " + damaged);
    }

    private void runAgain() throws IOException, InterruptedException {
        Optional<String> listed = target(lab.reader());
        Set<String> mayFetch = operation.mayFetch(lab, listed);
        lab.run(operation.arguments()).require(operation.exitCodeAgain(listed));
        List<String> fetched = new ArrayList<>(lab.newRequests());
        fetched.remove(lab.offered().manifestHash());
        Lab.require(new HashSet<>(fetched).size() == fetched.size(), "fetched twice: " + fetched);
        fetched.removeAll(mayFetch);
        Lab.require(fetched.isEmpty(), "fetched though they were there: " + fetched);
        Optional<String> after = target(lab.reader());
        Lab.require(after.equals(operation.listedAfter(lab)), "after the same command the target is " + after);
    }

    private static Optional<String> target(StoreReader reader) throws IOException {
        return Optional.ofNullable(reader.listed().get(Lab.TARGET));
    }
}
