// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A disk in memory that keeps apart what processes see and what a power cut would leave. What was not forced may be lost: of a file any of
 * its writes, of a folder any change of its names. A rename within a folder is one change. A rename from one folder to another is two,
 * which is worse than any journalling file system. A failed force of a file loses what it should have written; one of a folder leaves
 * things as they are. It can fail as a {@link DiskFault} says. Thread-safe.
 */
public final class SimulatedDisk implements FileOperations {
    private static final long ROOM = 1L << 40;

    private final Path root;
    private final Instant now;
    private final SimulatedFolder top;
    private DiskFault fault = DiskFault.NONE;
    private int operations;
    private long changes;
    private long forces;

    /** Makes an empty disk, whose root is there and on which it is always the same time. */
    public SimulatedDisk(Path root, Instant now) {
        this(root, now, new SimulatedFolder(), 0);
    }

    private SimulatedDisk(Path root, Instant now, SimulatedFolder top, long changes) {
        this.root = root;
        this.now = now;
        this.top = top;
        this.changes = changes;
    }

    /** The same disk as processes see it from now on, with what is not forced still not forced. */
    public synchronized SimulatedDisk copy() {
        return new SimulatedDisk(root, now, copy(new SimulatedNode.Copies(SimulatedNode::copy)), changes);
    }

    /** What is left when the power goes now. */
    public synchronized SimulatedDisk afterPowerCut(PowerCut cut) {
        return new SimulatedDisk(
                root, now, copy(new SimulatedNode.Copies((node, survivors) -> node.survivor(cut, survivors))), changes);
    }

    private SimulatedFolder copy(SimulatedNode.Copies copies) {
        return (SimulatedFolder) copies.of(top);
    }

    /** Counts operations from here, and lets them fail. */
    public synchronized SimulatedDisk with(DiskFault newFault) {
        fault = newFault;
        operations = 0;
        return this;
    }

    /** How many operations there were since the fault was set. */
    public synchronized int operations() {
        return operations;
    }

    /** Another number for another state. */
    public synchronized long state() {
        return changes + forces;
    }

    /** What a power cut could take away, oldest first. */
    public synchronized List<PowerCut.Unforced> unforced() {
        List<PowerCut.Unforced> all = new ArrayList<>();
        Set<SimulatedNode> known = Collections.newSetFromMap(new IdentityHashMap<>());
        collectUnforced(top, known, all);
        all.sort(Comparator.comparingLong(PowerCut.Unforced::number));
        return all;
    }

    private static void collectUnforced(SimulatedNode node, Set<SimulatedNode> known, List<PowerCut.Unforced> all) {
        if (known.add(node)) {
            node.forEachUnforced(all::add);
            node.children().forEach(child -> collectUnforced(child, known, all));
        }
    }

    /** The files below a folder with their content, and the folders with none, by path from it; folders end in a slash. */
    public synchronized SortedMap<String, byte[]> tree(Path folder) {
        SortedMap<String, byte[]> tree = new TreeMap<>();
        if (node(folder).orElse(top) instanceof SimulatedFolder found
                && node(folder).isPresent()) {
            collect(found, "", tree);
        }
        return tree;
    }

    private static void collect(SimulatedFolder folder, String prefix, Map<String, byte[]> tree) {
        folder.entries().forEach((name, node) -> {
            if (node instanceof SimulatedFile file) {
                tree.put(prefix + name, file.content());
            } else if (node instanceof SimulatedFolder inner) {
                tree.put(prefix + name + "/", new byte[0]);
                collect(inner, prefix + name + "/", tree);
            }
        });
    }

    @Override
    public synchronized OpenFile create(Path file) throws IOException {
        strike("create", file);
        SimulatedFolder folder = parent(file);
        if (folder.find(name(file)).isPresent()) {
            throw new FileAlreadyExistsException(file.toString());
        }
        SimulatedFile made = new SimulatedFile(now);
        folder.change(++changes, Map.of(name(file), Optional.of(made)));
        return new Handle(file, made, true);
    }

    @Override
    public synchronized OpenFile openForWriting(Path file) throws IOException {
        strike("openForWriting", file);
        return new Handle(file, file(file), true);
    }

    @Override
    public synchronized OpenFile openForReading(Path file) throws IOException {
        strike("openForReading", file);
        return new Handle(file, file(file), false);
    }

    @Override
    public synchronized Optional<Status> status(Path path) throws IOException {
        strike("status", path);
        if (isAbove(path)) {
            return Optional.of(new Status(Kind.DIRECTORY, 0, now));
        }
        return node(path)
                .map(node -> node instanceof SimulatedFile file
                        ? new Status(Kind.FILE, file.content().length, file.modified())
                        : new Status(Kind.DIRECTORY, 0, now));
    }

    @Override
    public synchronized Optional<Path> realDirectory(Path path) throws IOException {
        strike("realDirectory", path);
        return isAbove(path) || node(path).orElse(null) instanceof SimulatedFolder
                ? Optional.of(path)
                : Optional.empty();
    }

    @Override
    public synchronized List<Path> list(Path directory) throws IOException {
        strike("list", directory);
        return folder(directory).entries().keySet().stream()
                .map(directory::resolve)
                .sorted()
                .toList();
    }

    @Override
    public synchronized void createDirectory(Path directory) throws IOException {
        strike("createDirectory", directory);
        SimulatedFolder folder = parent(directory);
        if (folder.find(name(directory)).isPresent()) {
            throw new FileAlreadyExistsException(directory.toString());
        }
        folder.change(++changes, Map.of(name(directory), Optional.of(new SimulatedFolder())));
    }

    @Override
    public synchronized void move(Path from, Path to) throws IOException {
        strike("move", to);
        SimulatedNode moved = node(from).orElseThrow(() -> new NoSuchFileException(from.toString()));
        SimulatedFolder source = parent(from);
        SimulatedFolder target = parent(to);
        ensureReplaceable(moved, to);
        if (source == target) {
            source.change(++changes, Map.of(name(from), Optional.empty(), name(to), Optional.of(moved)));
        } else {
            target.change(++changes, Map.of(name(to), Optional.of(moved)));
            source.change(++changes, Map.of(name(from), Optional.empty()));
        }
    }

    private void ensureReplaceable(SimulatedNode moved, Path to) throws FileSystemException {
        Optional<SimulatedNode> there = node(to);
        if (there.isEmpty()) {
            return;
        }
        if (there.get() instanceof SimulatedFolder replaced
                && !replaced.entries().isEmpty()) {
            throw new DirectoryNotEmptyException(to.toString());
        }
        if (there.get().getClass() != moved.getClass()) {
            throw new FileSystemException(to.toString(), null, "is of another kind");
        }
    }

    @Override
    public synchronized void delete(Path path) throws IOException {
        strike("delete", path);
        SimulatedNode node = node(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
        if (node instanceof SimulatedFolder folder && !folder.entries().isEmpty()) {
            throw new DirectoryNotEmptyException(path.toString());
        }
        parent(path).change(++changes, Map.of(name(path), Optional.empty()));
    }

    @Override
    public synchronized void touch(Path file, Instant time) throws IOException {
        strike("touch", file);
        file(file).touch(time);
    }

    @Override
    public synchronized void copyPermissions(Path from, Path to) throws IOException {
        strike("copyPermissions", to);
        file(from);
        file(to);
    }

    @Override
    public synchronized void forceDirectory(Path directory) throws IOException {
        strike("forceDirectory", directory);
        if (!isAbove(directory)) {
            folder(directory).force();
            forces++;
        }
    }

    @Override
    public synchronized long usableSpace(Path path) throws IOException {
        strike("usableSpace", path);
        return ROOM;
    }

    @Override
    public synchronized String fileSystemType(Path path) throws IOException {
        strike("fileSystemType", path);
        return "simulated";
    }

    private DiskFault.Step strike(String name, Path path) throws IOException {
        DiskFault.Step step = new DiskFault.Step(++operations, name, path);
        fault.strike(step);
        return step;
    }

    private boolean isAbove(Path path) {
        return root.startsWith(path) && !root.equals(path);
    }

    private Optional<SimulatedNode> node(Path path) {
        if (!path.startsWith(root)) {
            return Optional.empty();
        }
        Optional<SimulatedNode> node = Optional.of(top);
        for (int i = root.getNameCount(); i < path.getNameCount() && node.isPresent(); i++) {
            node = node.get() instanceof SimulatedFolder folder
                    ? folder.find(path.getName(i).toString())
                    : Optional.empty();
        }
        return node;
    }

    private SimulatedFile file(Path path) throws FileSystemException {
        SimulatedNode node = node(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
        if (node instanceof SimulatedFile file) {
            return file;
        }
        throw new FileSystemException(path.toString(), null, "is no regular file");
    }

    private SimulatedFolder folder(Path path) throws FileSystemException {
        SimulatedNode node = node(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
        if (node instanceof SimulatedFolder folder) {
            return folder;
        }
        throw new NotDirectoryException(path.toString());
    }

    private SimulatedFolder parent(Path path) throws FileSystemException {
        return folder(path.resolveSibling("").normalize());
    }

    private static String name(Path path) {
        return path.getName(path.getNameCount() - 1).toString();
    }

    private final class Handle implements OpenFile {
        private final Path path;
        private final SimulatedFile file;
        private final boolean writable;
        private boolean open = true;

        Handle(Path path, SimulatedFile file, boolean writable) {
            this.path = path;
            this.file = file;
            this.writable = writable;
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            synchronized (SimulatedDisk.this) {
                DiskFault.Step step = before("file.write");
                if (!writable) {
                    throw new FileSystemException(path.toString(), null, "Bad file descriptor");
                }
                byte[] taken = new byte[Math.min(bytes.remaining(), fault.most(step, bytes.remaining()))];
                bytes.get(taken);
                file.write(++changes, taken, (int) position);
                return taken.length;
            }
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            synchronized (SimulatedDisk.this) {
                DiskFault.Step step = before("file.read");
                return file.read(bytes, position, Math.min(bytes.remaining(), fault.most(step, bytes.remaining())));
            }
        }

        @Override
        public long size() throws IOException {
            synchronized (SimulatedDisk.this) {
                before("file.size");
                return file.content().length;
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (SimulatedDisk.this) {
                try {
                    before("file.force");
                } catch (IOException e) {
                    failForce();
                    throw e;
                }
                file.force();
                forces++;
            }
        }

        @Override
        public void close() throws IOException {
            synchronized (SimulatedDisk.this) {
                if (!open) {
                    return;
                }
                try {
                    before("file.close");
                } catch (IOException e) {
                    // What a network file system could not write is told here, and lost.
                    failForce();
                    throw e;
                } finally {
                    open = false;
                }
            }
        }

        private void failForce() {
            if (fault.losesUnforced()) {
                file.failForce();
                forces++;
            }
        }

        private DiskFault.Step before(String name) throws IOException {
            DiskFault.Step step = strike(name, path);
            if (!open) {
                throw new ClosedChannelException();
            }
            return step;
        }
    }
}
