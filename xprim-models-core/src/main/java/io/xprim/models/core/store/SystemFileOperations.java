// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The disk itself. What is made has the permissions that the umask leaves, and never lets others write than owner and group. */
public final class SystemFileOperations implements FileOperations {
    private static final FileAttribute<?> FILE_MODE = mode("rw-rw-r--");
    private static final FileAttribute<?> FOLDER_MODE = mode("rwxrwxr-x");

    private static final Set<OpenOption> READING = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> WRITING =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> CREATING = Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);

    @Override
    public OpenFile create(Path file) throws IOException {
        return open(file, CREATING, modesOfFile(file));
    }

    @Override
    public OpenFile openForWriting(Path file) throws IOException {
        refuseUnlessRegular(file);
        return open(file, WRITING);
    }

    @Override
    public OpenFile openForReading(Path file) throws IOException {
        refuseUnlessRegular(file);
        return open(file, READING);
    }

    @Override
    public Optional<Status> status(Path path) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            if (isBelowFile(e)) {
                return Optional.empty();
            }
            throw e;
        }
        Kind kind = attributes.isRegularFile() ? Kind.FILE : attributes.isDirectory() ? Kind.DIRECTORY : Kind.OTHER;
        return Optional.of(new Status(
                kind, attributes.size(), attributes.lastModifiedTime().toInstant()));
    }

    @Override
    public Optional<Path> realDirectory(Path path) throws IOException {
        return Files.isDirectory(path) ? Optional.of(path.toRealPath()) : Optional.empty();
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        List<Path> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(names::add);
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory, modes(directory, FOLDER_MODE));
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.delete(path);
    }

    @Override
    public void touch(Path file, Instant time) throws IOException {
        Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(FileTime.from(time), null, null);
    }

    @Override
    public void copyPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(to, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null) {
            Set<PosixFilePermission> wanted = Files.getPosixFilePermissions(from, LinkOption.NOFOLLOW_LINKS);
            // Some file systems give all files the same, and refuse to set any.
            if (!view.readAttributes().permissions().equals(wanted)) {
                view.setPermissions(wanted);
            }
        }
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        if (hasModes(directory)) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (IOException e) {
                if (!isUnsupported(e)) {
                    throw named(directory, e);
                }
            }
        }
    }

    /** Something above it is no directory: ENOTDIR, which Java tells by its text alone. */
    private static boolean isBelowFile(FileSystemException e) {
        return "Not a directory".equals(e.getReason());
    }

    /** Some file systems cannot force directories: EINVAL and ENOTSUP, which Java tells by their text alone. */
    private static boolean isUnsupported(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("Invalid argument") || message.contains("not supported");
    }

    @Override
    public long usableSpace(Path path) throws IOException {
        return Files.getFileStore(path).getUsableSpace();
    }

    @Override
    public String fileSystemType(Path path) throws IOException {
        return Files.getFileStore(path).type();
    }

    /** Before opening: to open a pipe would block. */
    private void refuseUnlessRegular(Path file) throws IOException {
        Status status = status(file).orElseThrow(() -> new NoSuchFileException(file.toString()));
        if (status.kind() != Kind.FILE) {
            throw new FileSystemException(file.toString(), null, "is no regular file");
        }
    }

    private static FileAttribute<?> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    /** What a new file may be used for, before the umask; nothing where there are no modes. */
    static FileAttribute<?>[] modesOfFile(Path file) {
        return modes(file, FILE_MODE);
    }

    private static FileAttribute<?>[] modes(Path path, FileAttribute<?> mode) {
        return hasModes(path) ? new FileAttribute<?>[] {mode} : new FileAttribute<?>[0];
    }

    private static boolean hasModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static OpenFile open(Path file, Set<OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        try {
            return new ChannelFile(file, FileChannel.open(file, options, attributes));
        } catch (IOException e) {
            throw named(file, e);
        }
    }

    private static IOException named(Path file, IOException e) {
        return e instanceof FileSystemException
                ? e
                : (IOException) new FileSystemException(file.toString(), null, e.getMessage()).initCause(e);
    }

    private record ChannelFile(Path file, FileChannel channel) implements OpenFile {
        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            try {
                return channel.write(bytes, position);
            } catch (IOException e) {
                throw named(file, e);
            }
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            try {
                return channel.read(bytes, position);
            } catch (IOException e) {
                throw named(file, e);
            }
        }

        @Override
        public long size() throws IOException {
            try {
                return channel.size();
            } catch (IOException e) {
                throw named(file, e);
            }
        }

        @Override
        public void force() throws IOException {
            try {
                channel.force(false);
            } catch (IOException e) {
                throw named(file, e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                channel.close();
            } catch (IOException e) {
                throw named(file, e);
            }
        }
    }
}
