// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import static io.xprim.models.fixtures.fuzz.JsonOracle.require;

import io.xprim.models.Limits;
import io.xprim.models.ModelFile;
import io.xprim.models.fixtures.JsonValue;
import io.xprim.models.fixtures.fuzz.JsonOracle;
import io.xprim.models.fixtures.fuzz.JsonTree;
import io.xprim.models.fixtures.fuzz.NameOracle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Manifests. */
final class ManifestTarget extends DocumentTarget<Manifest> {
    private static final int MOST_FILES = 24;
    private static final int MOST_CHUNKS = 40;
    private static final long LARGEST_CHUNK = 1L << 40;
    private static final Limits LIMITS =
            Limits.builder().files(MOST_FILES).chunks(MOST_CHUNKS).build();

    ManifestTarget() {
        super(
                List.of("total_size", "chunk_size", "chunks", "chunk_sizes", "files", "path", "size"),
                List.of(
                        "^an array is expected",
                        "^a string is expected",
                        "^a whole number is expected",
                        "^a whole number from 0 to 2\\^63-1 is expected",
                        "^the number [0-9]+ is too large",
                        "^not a SHA-256 digest",
                        "^there are more than [0-9]+ files",
                        "^there are more than [0-9]+ chunks",
                        "^there are more than [0-9]+ chunk sizes",
                        "not all are there",
                        "not both are there",
                        "^chunk_size is ",
                        "bytes in chunks of",
                        "chunks but [0-9]+ chunk sizes",
                        "; 1 to chunk_size",
                        "^the chunk sizes sum to more than",
                        "^the chunk sizes sum to [0-9]",
                        "^the files are larger together",
                        "^the files have ",
                        "cannot stand beside another one",
                        "^the files are in more than [0-9]+ folders",
                        "^the path .* is empty",
                        "^the path .* is longer than",
                        "^the path .* has a control character",
                        "^the path .* has an invisible character",
                        "^the path .* has a line separator",
                        "^the path .* begins with '~'",
                        "^the path .* folders deep",
                        "^the path .* top-level folder whose name begins with a dot",
                        "^the path .* is absolute",
                        "^the path .* has a segment '\\.",
                        "^the path .* ends with a dot or a space",
                        "^the path .* has a segment longer",
                        "^the path .* name of a device",
                        "^the path .* which Windows forbids"));
    }

    @Override
    public String name() {
        return "manifest";
    }

    @Override
    public int inputs() {
        return 30_000;
    }

    @Override
    public int leastAccepted() {
        return 10;
    }

    @Override
    public Manifest parse(byte[] input) throws FormatException {
        return ManifestCodec.read(input, LIMITS);
    }

    @Override
    JsonTree document(RandomGenerator random) {
        int count = random.nextInt(random.nextInt(6) == 0 ? MOST_CHUNKS + 1 : 6);
        boolean ownSizes = random.nextBoolean();
        long chunkSize = random.nextInt(4) == 0 ? random.nextLong(1, LARGEST_CHUNK) : 1 + random.nextInt(20);
        JsonTree chunks = JsonTree.array();
        JsonTree sizes = JsonTree.array();
        long total = 0;
        for (int i = 0; i < count; i++) {
            long least = random.nextInt(100) == 0 ? 0 : 1;
            long size = ownSizes || i == count - 1 ? random.nextLong(least, chunkSize + 1) : chunkSize;
            total += size;
            chunks.with(JsonTree.string(digest(random)));
            sizes.with(JsonTree.number(size));
        }
        JsonTree document = JsonTree.object()
                .with("total_size", JsonTree.number(total))
                .with("chunk_size", JsonTree.number(chunkSize))
                .with("chunks", chunks);
        return (ownSizes ? document.with("chunk_sizes", sizes) : document).with("files", files(total, random));
    }

    private static JsonTree files(long total, RandomGenerator random) {
        JsonTree files = JsonTree.array();
        int count = random.nextInt(random.nextInt(6) == 0 ? MOST_FILES : 4);
        long left = total;
        for (int i = 0; i <= count && (i < count || left > 0); i++) {
            long size = i == count ? left : random.nextLong(left + 1);
            left -= size;
            String folder = pick(List.of("", "a/", "a/b/", "Ü/"), random);
            String file = folder + "f" + i + pick(List.of("", ".bin", "é", " x"), random);
            files.with(JsonTree.object().with("path", JsonTree.string(file)).with("size", JsonTree.number(size)));
        }
        return files;
    }

    @Override
    boolean isRight(Map<String, JsonValue> document) {
        return Expected.of(document)
                .filter(expected -> expected.adds() && NameOracle.areAscii(expected.paths()))
                .isPresent();
    }

    @Override
    public List<String> judgeAccepted(byte[] input, Manifest manifest) throws IOException, FormatException {
        Expected expected = Expected.of(strict(input)).orElseThrow(() -> new AssertionError("it accepts no manifest"));
        require(expected.adds(), "it accepts a manifest that does not add up", expected);
        requireSame(manifest, expected, "it is not what was read");
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ManifestCodec.write(written, manifest);
        requireSame(ManifestCodec.read(written.toByteArray(), LIMITS), expected, "it is not what was written");
        Optional<Expected> others = Expected.of(strict(written.toByteArray()));
        require(others.filter(expected::equals).isPresent(), "others do not read what was written", others);
        return List.of();
    }

    private static void requireSame(Manifest manifest, Expected expected, String wrong) {
        ChunkList chunks = manifest.chunks();
        require(chunks.count() == expected.chunks.size(), wrong, expected);
        long offset = 0;
        for (int i = 0; i < chunks.count(); i++) {
            require(chunks.digest(i).hex().equals(expected.chunks.get(i)), wrong, expected);
            require(chunks.offset(i) == offset && chunks.size(i) == expected.sizeOf(i), wrong, expected);
            offset += chunks.size(i);
        }
        require(manifest.totalSize() == offset, wrong, expected);
        require(manifest.files().equals(expected.files()), wrong, expected);
    }

    /** What a manifest says. */
    private record Expected(
            long total,
            long chunkSize,
            List<String> chunks,
            Optional<List<Long>> sizes,
            List<String> paths,
            List<Long> fileSizes) {
        /** Nothing if a member is missing or is not what it should be. */
        static Optional<Expected> of(Map<String, JsonValue> document) {
            Optional<Long> total = JsonOracle.size(get(document, "total_size"));
            Optional<Long> chunkSize = JsonOracle.size(get(document, "chunk_size"));
            Optional<List<String>> chunks = each(get(document, "chunks"), JsonOracle::digest);
            Optional<List<Long>> sizes = each(get(document, "chunk_sizes"), JsonOracle::size);
            Optional<List<String>> paths = each(get(document, "files"), file -> JsonOracle.text(member(file, "path")));
            Optional<List<Long>> fileSizes =
                    each(get(document, "files"), file -> JsonOracle.size(member(file, "size")));
            boolean all = total.isPresent()
                    && chunkSize.isPresent()
                    && chunks.isPresent()
                    && paths.isPresent()
                    && fileSizes.isPresent()
                    && sizes.isPresent() == document.containsKey("chunk_sizes");
            // No chunk has no size, whether that is said or not.
            return all
                    ? Optional.of(new Expected(
                            total.get(),
                            chunkSize.get(),
                            chunks.get(),
                            sizes.filter(own -> !own.isEmpty() || !chunks.get().isEmpty()),
                            paths.get(),
                            fileSizes.get()))
                    : Optional.empty();
        }

        boolean adds() {
            return chunkSize >= 1
                    && chunkSize <= LARGEST_CHUNK
                    && chunks.size() <= MOST_CHUNKS
                    && paths.size() <= MOST_FILES
                    && folders() <= MOST_FILES
                    && sum(fileSizes).equals(BigInteger.valueOf(total))
                    && chunksAddUp()
                    && paths.stream().allMatch(NameOracle::isPath)
                    && !NameOracle.collide(paths);
        }

        private long folders() {
            Set<String> folders = new HashSet<>();
            for (String path : paths) {
                for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                    folders.add(path.substring(0, slash));
                }
            }
            return folders.size();
        }

        private boolean chunksAddUp() {
            if (sizes.isPresent()) {
                return sizes.get().size() == chunks.size()
                        && sizes.get().stream().allMatch(size -> size >= 1 && size <= chunkSize)
                        && sum(sizes.get()).equals(BigInteger.valueOf(total));
            }
            BigInteger most = BigInteger.valueOf(chunkSize).multiply(BigInteger.valueOf(chunks.size()));
            BigInteger spare = most.subtract(BigInteger.valueOf(total));
            return spare.signum() >= 0 && spare.compareTo(BigInteger.valueOf(chunkSize)) < 0;
        }

        long sizeOf(int chunk) {
            return sizes.isPresent()
                    ? sizes.get().get(chunk)
                    : Math.min(chunkSize, total - Math.multiplyExact(chunkSize, chunk));
        }

        List<ModelFile> files() {
            List<ModelFile> files = new ArrayList<>();
            for (int i = 0; i < paths.size(); i++) {
                files.add(new ModelFile(paths.get(i), fileSizes.get(i)));
            }
            return files;
        }

        private static BigInteger sum(List<Long> sizes) {
            return sizes.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        }

        private static Optional<JsonValue> get(Map<String, JsonValue> members, String name) {
            return Optional.ofNullable(members.get(name));
        }

        private static Optional<JsonValue> member(Optional<JsonValue> object, String name) {
            return object.flatMap(JsonOracle::members).flatMap(members -> get(members, name));
        }

        /** All elements, if each is one. */
        private static <E> Optional<List<E>> each(
                Optional<JsonValue> array, Function<Optional<JsonValue>, Optional<E>> element) {
            if (array.isEmpty() || !(array.get() instanceof JsonValue.JsonArray values)) {
                return Optional.empty();
            }
            List<E> all = new ArrayList<>();
            values.values().forEach(value -> element.apply(Optional.of(value)).ifPresent(all::add));
            return all.size() == values.values().size() ? Optional.of(all) : Optional.empty();
        }
    }
}
