// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.floor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The least that a pull can cost: bytes from raw sockets through SHA-256 to their final offsets, each written once. It retries nothing,
 * keeps nothing and trusts the registry; it is there to be measured against, not to be imitated.
 */
public final class Floor {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final URI registry;
    private final FloorModel model;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private Floor(URI registry, FloorModel model) {
        this.registry = registry;
        this.model = model;
    }

    /**
     * Fetches the only model of a registry.
     *
     * @param arguments the registry's URL, an empty folder, how many connections, and {@code force} if the files are to be forced
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        URI registry = URI.create(arguments[0]);
        int connections = Integer.parseInt(arguments[2]);
        try (FloorConnection connection = connect(registry)) {
            Floor floor = new Floor(registry, describe(registry, connection, Path.of(arguments[1])));
            floor.fetch(connections, connection);
            if (arguments.length > 3 && arguments[3].equals("force")) {
                floor.force();
            }
        }
    }

    private static FloorConnection connect(URI registry) throws IOException {
        return new FloorConnection(new InetSocketAddress(registry.getHost(), registry.getPort()));
    }

    private static FloorModel describe(URI registry, FloorConnection connection, Path folder) throws IOException {
        Matcher manifest = DIGEST.matcher(connection.text(registry.getPath() + "/models.json"));
        if (!manifest.find()) {
            throw new IOException("no model in the index");
        }
        return FloorModel.parse(connection.text(registry.getPath() + "/data/" + manifest.group()), folder);
    }

    private void fetch(int connections, FloorConnection first) throws IOException, InterruptedException {
        makeRoom();
        Thread[] workers = new Thread[connections];
        for (int i = 0; i < connections; i++) {
            FloorConnection connection = i == 0 ? first : connect(registry);
            workers[i] = new Thread(() -> work(connection), "floor-" + i);
            workers[i].start();
        }
        for (Thread worker : workers) {
            worker.join();
        }
        Throwable cause = failure.get();
        if (cause != null) {
            throw new IOException(cause);
        }
    }

    private void makeRoom() throws IOException {
        Set<Path> made = new HashSet<>();
        for (int file = 0; file < model.fileCount(); file++) {
            Path folder = model.path(file).resolveSibling("");
            if (made.add(folder)) {
                Files.createDirectories(folder);
            }
            if (model.start(file) == model.start(file + 1)) {
                Files.createFile(model.path(file));
            }
        }
    }

    private void work(FloorConnection connection) {
        try (connection;
                FloorChunk chunk = new FloorChunk(model)) {
            for (int i = next.getAndIncrement(); i < model.chunkCount(); i = next.getAndIncrement()) {
                chunk.begin(i);
                connection.get(registry.getPath() + "/data/" + model.digest(i), chunk);
                chunk.end();
            }
        } catch (IOException | RuntimeException e) {
            next.set(model.chunkCount());
            failure.compareAndSet(null, e);
        }
    }

    private void force() throws IOException {
        for (int file = 0; file < model.fileCount(); file++) {
            try (FileChannel channel = FileChannel.open(model.path(file), StandardOpenOption.WRITE)) {
                channel.force(false);
            }
        }
    }
}
