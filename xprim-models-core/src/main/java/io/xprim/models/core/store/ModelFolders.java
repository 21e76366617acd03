// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.InvalidReferenceException;
import io.xprim.models.ModelRef;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The folders of a store by their names, whatever registry.json says of them. */
final class ModelFolders {
    private static final Pattern CHANGING = Pattern.compile("\\.(.+)\\.(?:new|old|gone)");

    private final StorePaths paths;
    private final FileOperations operations;

    ModelFolders(StorePaths paths, FileOperations operations) {
        this.paths = paths;
        this.operations = operations;
    }

    /** Something in the folder of a model that is named after a version. */
    record Found(ModelRef ref, Path path) {}

    List<Path> groups() throws IOException {
        return named(paths.base());
    }

    List<Path> models(Path group) throws IOException {
        return named(group);
    }

    /** What is named as a version is, whether it is a folder or not. */
    List<Found> versions() throws IOException {
        return found(name -> Optional.of(name));
    }

    /** What changes make beside the versions. */
    List<Found> changing() throws IOException {
        return found(name -> {
            Matcher matcher = CHANGING.matcher(name);
            return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
        });
    }

    @FunctionalInterface
    private interface Naming {
        Optional<String> version(String name);
    }

    private List<Found> found(Naming naming) throws IOException {
        List<Found> found = new ArrayList<>();
        for (Path group : groups()) {
            for (Path model : models(group)) {
                for (Path path : list(model)) {
                    naming.version(name(path))
                            .flatMap(version -> reference(name(group), name(model), version))
                            .ifPresent(ref -> found.add(new Found(ref, path)));
                }
            }
        }
        return found;
    }

    /** What is in a folder; nothing if it is none, or not any more. */
    List<Path> list(Path folder) throws IOException {
        try {
            return operations.list(folder);
        } catch (NotDirectoryException | NoSuchFileException e) {
            return List.of();
        }
    }

    /** What is in a folder and may be a group or model. */
    private List<Path> named(Path folder) throws IOException {
        return list(folder).stream()
                .filter(path -> reference(name(path), "m", "v").isPresent())
                .toList();
    }

    private static Optional<ModelRef> reference(String group, String model, String version) {
        try {
            return Optional.of(new ModelRef(group, model, version));
        } catch (InvalidReferenceException e) {
            return Optional.empty();
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
