// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.core.store.FileOperations;
import io.xprim.models.core.store.SystemFileOperations;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The disk, but that a test stands before each operation, also those of open files. */
final class AlteredDisk {
    private AlteredDisk() {}

    /** What becomes of an operation. */
    @FunctionalInterface
    interface Alteration {
        @Nullable
        Object on(Operation operation) throws IOException;
    }

    /** Does an operation as it was meant. */
    @FunctionalInterface
    interface Meant {
        @Nullable
        Object run() throws IOException;
    }

    /**
     * An operation.
     *
     * @param name of the method; those of open files as {@code file.write}
     * @param path of the file; for a move, where to
     * @param from for a move, where from
     * @param bytes of a read or write
     */
    record Operation(
            String name,
            Path path,
            @Nullable Path from,
            @Nullable ByteBuffer bytes,
            Meant meant) {
        @Nullable
        Object run() throws IOException {
            return meant.run();
        }

        boolean is(String wanted) {
            return name.equals(wanted);
        }

        /** Whether it would change the disk. To force a folder of which nothing was changed is to read it. */
        boolean changes() {
            return switch (name) {
                case "create",
                        "openForWriting",
                        "createDirectory",
                        "move",
                        "delete",
                        "touch",
                        "copyPermissions",
                        "file.write",
                        "file.force" -> true;
                default -> false;
            };
        }

        /** The file's name alone. */
        String fileName() {
            return path.getFileName().toString();
        }
    }

    static FileOperations with(Alteration alteration) {
        FileOperations disk = new SystemFileOperations();
        return proxy(FileOperations.class, (method, arguments) -> {
            boolean moves = method.getName().equals("move");
            Path path = (Path) arguments[moves ? 1 : 0];
            Path from = moves ? (Path) arguments[0] : null;
            Object result = alteration.on(
                    new Operation(method.getName(), path, from, null, () -> invoke(method, disk, arguments)));
            return result instanceof FileOperations.OpenFile file ? watched(file, path, alteration) : result;
        });
    }

    private static FileOperations.OpenFile watched(FileOperations.OpenFile file, Path path, Alteration alteration) {
        return proxy(FileOperations.OpenFile.class, (method, arguments) -> {
            ByteBuffer bytes = arguments.length > 0 ? (ByteBuffer) arguments[0] : null;
            return alteration.on(new Operation(
                    "file." + method.getName(), path, null, bytes, () -> invoke(method, file, arguments)));
        });
    }

    @FunctionalInterface
    private interface Handler {
        @Nullable
        Object on(Method method, Object[] arguments) throws IOException;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        Object[] none = {};
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> handler.on(method, arguments == null ? none : arguments)));
    }

    private static @Nullable Object invoke(Method method, Object target, Object[] arguments) throws IOException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
