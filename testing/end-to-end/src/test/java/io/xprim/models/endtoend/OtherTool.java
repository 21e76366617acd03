// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Another program that keeps to the protocol, with nothing but the JDK: it takes the lock of registry.json, says so, waits for a line, puts
 * an entry of its own before those that are there, and gives the lock back.
 */
final class OtherTool {
    static final String LOCKED = "locked";

    private OtherTool() {}

    public static void main(String[] args) throws IOException {
        Path base = Path.of(args[1]);
        Path registry = base.resolve("registry.json");
        try (FileChannel channel = FileChannel.open(
                        base.resolve("registry.json.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            System.out.println(LOCKED + (lock.isShared() ? " shared" : ""));
            if (System.in.read() < 0) {
                throw new IOException("nobody said when");
            }
            String before = Files.exists(registry) ? Files.readString(registry).strip() : "{}";
            String rest = before.substring(1).strip();
            Path next = Files.writeString(
                    base.resolve("registry.json.tmp-other"),
                    "{\"a\":{\"b\":{\"c\":{\"manifest_hash\":\"" + "0".repeat(64)
                            + "\",\"total_size\":1,\"file_count\":1,\"installed_at\":\"2024-01-15T10:30:00Z\"}}}"
                            + (rest.equals("}") ? "" : ",") + rest);
            Files.move(next, registry, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
