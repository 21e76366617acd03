// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.publish;

import io.xprim.models.ModelFile;
import io.xprim.models.PublishException;
import io.xprim.models.core.store.FileOperations;
import io.xprim.models.spi.SafeText;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The folder that is published: its regular files, sorted by path, and nothing else in it but folders. */
final class SourceFolder {
    private final Path folder;
    private final FileOperations operations;

    SourceFolder(Path folder, FileOperations operations) {
        this.folder = folder;
        this.operations = operations;
    }

    /**
     * The files, with their sizes.
     *
     * @throws PublishException if there is a link, a special file, or a name that a registry must not hold
     */
    List<ModelFile> files() throws IOException {
        boolean isFolder = operations
                .status(folder)
                .filter(status -> status.kind() != FileOperations.Kind.FILE)
                .isPresent();
        if (!isFolder) {
            throw new PublishException(
                    SafeText.quoted(folder.toString()) + " is no folder; name the folder that holds the model's files");
        }
        List<ModelFile> files = new ArrayList<>();
        collect(folder, "", files);
        files.sort(Comparator.comparing(ModelFile::path));
        return files;
    }

    Path resolve(ModelFile file) {
        try {
            return folder.resolve(file.path());
        } catch (InvalidPathException e) {
            throw new PublishException(
                    "this system's locale cannot express the file name " + SafeText.quoted(file.path())
                            + "; use one with UTF-8, such as LC_ALL=C.UTF-8",
                    e);
        }
    }

    private void collect(Path directory, String prefix, List<ModelFile> files) throws IOException {
        for (Path path : operations.list(directory)) {
            String name = prefix + path.getFileName();
            FileOperations.Status status = operations
                    .status(path)
                    .orElseThrow(() -> new PublishException(SafeText.quoted(name)
                            + " disappeared while the folder was read; publish it when it is at rest"));
            switch (status.kind()) {
                case FILE -> files.add(file(name, status.size()));
                case DIRECTORY -> collect(path, name + "/", files);
                case OTHER ->
                    throw new PublishException(
                            SafeText.quoted(name)
                                    + " is a symbolic link or a special file, which a registry cannot hold; replace it by what it stands for, or remove it");
            }
        }
    }

    private static ModelFile file(String name, long size) {
        try {
            return new ModelFile(name, size);
        } catch (IllegalArgumentException e) {
            throw new PublishException(
                    e.getMessage() + "; rename it or leave it out, so that the model can be installed everywhere", e);
        }
    }
}
