// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A file of a {@link SimulatedDisk}: what processes see of it, and what is on the disk. Its arrays are never changed, so copies share them. */
final class SimulatedFile implements SimulatedNode {
    private final List<Write> unforced = new ArrayList<>();
    private byte[] seen;
    private byte[] forced;
    private Instant modified;

    private static final class Write {
        private final PowerCut.Unforced change;
        private final byte[] bytes;
        private final int position;

        Write(PowerCut.Unforced change, byte[] bytes, int position) {
            this.change = change;
            this.bytes = bytes;
            this.position = position;
        }
    }

    SimulatedFile(Instant modified) {
        this(new byte[0], new byte[0], modified);
    }

    private SimulatedFile(byte[] seen, byte[] forced, Instant modified) {
        this.seen = seen;
        this.forced = forced;
        this.modified = modified;
    }

    Instant modified() {
        return modified;
    }

    /** Times survive a power cut: nothing relies on them. */
    void touch(Instant time) {
        modified = time;
    }

    byte[] content() {
        return seen;
    }

    int read(ByteBuffer bytes, long position, int most) {
        int count = (int) Math.min(most, seen.length - position);
        if (count <= 0) {
            return bytes.hasRemaining() ? -1 : 0;
        }
        bytes.put(seen, (int) position, count);
        return count;
    }

    void write(long number, byte[] bytes, int position) {
        Write write = new Write(new PowerCut.Unforced(number, true), bytes, position);
        unforced.add(write);
        seen = apply(seen, write, PowerCut.Fate.KEPT);
    }

    void force() {
        for (Write write : unforced) {
            forced = apply(forced, write, PowerCut.Fate.KEPT);
        }
        unforced.clear();
    }

    /** Takes what was not forced for forced, though it is not on the disk. */
    void failForce() {
        unforced.clear();
    }

    @Override
    public void forEachUnforced(Consumer<PowerCut.Unforced> action) {
        unforced.forEach(write -> action.accept(write.change));
    }

    @Override
    public List<SimulatedNode> children() {
        return List.of();
    }

    @Override
    public SimulatedNode copy(Copies copies) {
        SimulatedFile copy = new SimulatedFile(seen, forced, modified);
        copy.unforced.addAll(unforced);
        return copy;
    }

    @Override
    public SimulatedNode survivor(PowerCut cut, Copies survivors) {
        byte[] left = forced;
        for (Write write : unforced) {
            left = apply(left, write, cut.fate(write.change));
        }
        return new SimulatedFile(left, left, modified);
    }

    private static byte[] apply(byte[] content, Write write, PowerCut.Fate fate) {
        int length = fate == PowerCut.Fate.TORN ? write.bytes.length / 2 : write.bytes.length;
        if (fate == PowerCut.Fate.LOST || length == 0) {
            return content;
        }
        byte[] changed = Arrays.copyOf(content, Math.max(content.length, write.position + length));
        if (fate != PowerCut.Fate.ZEROED) {
            System.arraycopy(write.bytes, 0, changed, write.position, length);
        }
        return changed;
    }
}
