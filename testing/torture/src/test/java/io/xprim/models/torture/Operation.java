// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A command that changes the store: what has to be there before, what it may end in, what it may ask for when it is run again. */
enum Operation {
    PULL("pull t/m v"),
    FORCED_PULL("pull --force t/m v"),
    UPDATE("update t/m v --apply"),
    REMOVE("remove t/m v -y"),
    REPAIR("verify t/m v --repair"),
    PRUNE("prune -y");

    private final String line;

    Operation(String line) {
        this.line = line;
    }

    String[] arguments() {
        return line.split(" ");
    }

    /** Whether it fetches anything, so that the server's pace is its own. */
    boolean isRemote() {
        return this != REMOVE && this != PRUNE;
    }

    /** Brings the store to where the command has something to do. */
    void prepare(Lab lab, Random random) throws IOException {
        if (this != PULL) {
            lab.installTarget();
        }
        switch (this) {
            case UPDATE -> lab.update();
            case REPAIR -> damage(lab, random);
            case PRUNE -> leave(lab, random);
            case PULL, FORCED_PULL, REMOVE -> {}
        }
    }

    /** Whether the store may list this manifest of the target, or none, at any time from before the command to its end. */
    boolean mayList(Optional<String> listed, Lab lab) {
        String before = lab.first().manifestHash();
        return switch (this) {
            case PULL -> listed.isEmpty() || listed.get().equals(before);
            case UPDATE ->
                listed.isPresent()
                        && List.of(before, lab.offered().manifestHash()).contains(listed.get());
            case REMOVE -> listed.isEmpty() || listed.get().equals(before);
            case FORCED_PULL, REPAIR, PRUNE -> listed.equals(Optional.of(before));
        };
    }

    /** What the store lists once the command has ended well. */
    Optional<String> listedAfter(Lab lab) {
        return this == REMOVE ? Optional.empty() : Optional.of(lab.offered().manifestHash());
    }

    /** The chunks that the command may ask for if it is run on the store as it is now. */
    Set<String> mayFetch(Lab lab, Optional<String> listed) throws IOException {
        Staged staged = new Staged(lab.store(), lab.offered());
        Set<String> wanted = new HashSet<>(lab.offered().chunkHashes());
        switch (this) {
            case PULL, FORCED_PULL, UPDATE -> wanted.removeAll(staged.reusable(listed));
            case REPAIR -> wanted.retainAll(staged.damaged());
            case REMOVE, PRUNE -> wanted.clear();
        }
        if (this != FORCED_PULL && this != REPAIR && listed.equals(listedAfter(lab))) {
            wanted.clear();
        }
        return wanted;
    }

    /** A removal that was committed cannot be done again. */
    int exitCodeAgain(Optional<String> listed) {
        return this == REMOVE && listed.isEmpty() ? 4 : 0;
    }

    private static void damage(Lab lab, Random random) throws IOException {
        Path version = lab.store().resolve("t/m/v");
        Files.delete(version.resolve("config/a.json"));
        for (int i = 0; i < 4; i++) {
            Path file = version.resolve(random.nextBoolean() ? "weights.bin" : "config/deep/b.bin");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}), random.nextInt((int) channel.size() - 5));
            }
        }
    }

    private static void leave(Lab lab, Random random) throws IOException {
        Path model = lab.store().resolve("t/m");
        for (String name : new String[] {".1.new", ".2.gone", ".3.old", ".v.new"}) {
            Trees.copy(model.resolve("v"), model.resolve(name));
        }
        Files.createDirectories(lab.store().resolve("cache/chunks"));
        for (byte[] chunk : lab.offered().chunks()) {
            Files.write(lab.store().resolve("cache/chunks/" + Long.toHexString(random.nextLong())), chunk);
        }
        Files.createFile(lab.store().resolve("registry.json.tmp-0123456789abcdef"));
        Files.createDirectories(lab.store().resolve("left/empty"));
    }
}
