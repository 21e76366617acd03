// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.PullResult;
import io.xprim.models.StorageException;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.spi.FileLocker;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lock files that cannot be locked, or that somebody takes away or shares. */
@Timeout(60)
final class LockFilesTest {
    private static final String REGISTRY = "registry.json.lock";
    private static final String REFERENCE = "cache/locks/" + sha256("g/m/v") + ".lock";
    private static final ModelRef OTHER = ModelRef.parse("g/other:v");
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a.bin", 3000, 1).chunkSize(1000);
    private static final String LAST = "/data/" + MODEL.chunkHashes().get(2);

    @TempDir
    private Path base;

    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(base).with(MODEL);
        sandbox.registry.add("g", "other", "v", MODEL);
        sandbox.serve();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertRefused(String place) {
        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF))
                    .isInstanceOf(StorageException.class)
                    .hasMessageStartingWith("pull g/m v: ")
                    .hasMessageContaining(place);
            assertThat(manager.listInstalled()).isEmpty();
        }
    }

    @ParameterizedTest
    @Tag("C10")
    @ValueSource(strings = {"registry", "reference"})
    void aFolderInThePlaceOfALockFileIsRefusedAndStays(String which) throws IOException {
        String lock = which.equals("registry") ? REGISTRY : REFERENCE;
        Path mine = Files.createDirectories(base.resolve(lock)).resolve("mine");
        Files.writeString(mine, "precious");

        assertRefused(lock);

        assertThat(mine).hasContent("precious");
    }

    @ParameterizedTest
    @Tag("C10")
    @ValueSource(strings = {"registry", "reference"})
    void aLinkInThePlaceOfALockFileIsRefusedAndItsTargetUntouched(String which, @TempDir Path outside)
            throws IOException {
        String lock = which.equals("registry") ? REGISTRY : REFERENCE;
        Path target = Files.writeString(outside.resolve("target"), "untouched");
        Files.createDirectories(base.resolve("cache/locks"));
        Files.createSymbolicLink(base.resolve(lock), target);

        assertRefused(lock);

        assertThat(target).hasContent("untouched");
        assertThat(base.resolve(lock)).isSymbolicLink();
    }

    @Test
    @Tag("C10")
    void aFileInThePlaceOfTheFolderOfLocksIsRefused() throws IOException {
        Files.createDirectories(base.resolve("cache"));
        Path locks = Files.writeString(base.resolve("cache/locks"), "a file");

        assertRefused("cache/locks");

        assertThat(locks).hasContent("a file");
    }

    @ParameterizedTest
    @Tag("C10")
    @ValueSource(strings = {"cache/locks", REGISTRY})
    void permissionsThatForbidToLockAreAStorageFailure(String forbidden) throws IOException {
        assumeFalse(System.getProperty("user.name").equals("root"), "permissions do not bind root");
        Files.createDirectories(base.resolve("cache/locks"));
        Files.writeString(base.resolve("cache/locks/locker"), "");
        if (forbidden.equals(REGISTRY)) {
            Files.createFile(base.resolve(REGISTRY));
        }
        Path path = base.resolve(forbidden);
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(forbidden.equals(REGISTRY) ? "---------" : "r-xr-xr-x"));
        try {
            assertRefused(forbidden);
        } finally {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    @Tag("C10")
    void aLockThatMayNotBeTakenIsAStorageFailureForWhoChangesAndNoneForWhoReads() {
        try (ModelManager first = sandbox.manager()) {
            first.pull(Sandbox.REF);
        }
        try (ModelManager manager =
                sandbox.builder().fileLocker(new ForbiddenLocker()).build()) {
            assertThatThrownBy(() -> manager.pull(OTHER))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining(".lock: permission denied; check the permissions");
            assertThatThrownBy(() -> manager.remove(Sandbox.REF)).isInstanceOf(StorageException.class);
            assertThat(manager.listInstalled()).hasSize(1);
            assertThat(manager.path(Sandbox.REF)).isDirectory();
        }
    }

    @Test
    @Tag("C10")
    void aReaderThatMayNotPutAnInterruptedUpdateRightSaysSo() throws IOException {
        try (ModelManager first = sandbox.manager()) {
            first.pull(Sandbox.REF);
        }
        Path displaced = Files.move(sandbox.version("v"), base.resolve("g/m/.v.old"));
        try (ModelManager manager =
                sandbox.builder().fileLocker(new ForbiddenLocker()).build()) {
            assertThatThrownBy(() -> manager.path(Sandbox.REF))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("an update of g/m v was interrupted and the store cannot be written");
        }
        assertThat(displaced).isDirectory();
    }

    @Test
    @Tag("C11")
    void aPullWhoseLockFileIsDeletedChangesNothingAnyMore() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        try (ModelManager manager = sandbox.manager();
                ModelManager second = sandbox.manager()) {
            manager.pull(OTHER);
            sandbox.server.next(LAST, new NetworkFault.Hold(hold));
            CompletableFuture<PullResult> pull = CompletableFuture.supplyAsync(() -> manager.pull(Sandbox.REF));
            sandbox.server.awaitRequests(LAST, 2);
            Files.delete(base.resolve(REFERENCE));
            hold.countDown();

            assertThatThrownBy(() -> pull.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(StorageException.class)
                    .hasMessageContaining("was removed or replaced while it was held");

            assertThat(sandbox.version("v")).doesNotExist();
            assertThat(second.installedRefs()).containsExactly(OTHER);
            assertThat(second.pull(Sandbox.REF).bytesFetched()).isZero();
        }
    }

    @Test
    @Tag("C13")
    void whatAnotherToolWritesBetweenReadingAndWritingIsKept() throws Exception {
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(OTHER);
        }
        String before = Files.readString(base.resolve("registry.json"));
        Process tool = Programs.prepare(OtherTool.class, sandbox)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (ModelManager manager = sandbox.manager()) {
            assertThat(tool.inputReader().readLine()).isEqualTo(OtherTool.LOCKED);
            CompletableFuture<PullResult> pull = CompletableFuture.supplyAsync(() -> manager.pull(Sandbox.REF));
            awaitFolder(sandbox.version("v"), pull);
            assertThat(base.resolve("registry.json")).hasContent(before);

            tool.outputWriter().append('\n').close();

            assertThat(tool.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(tool.exitValue()).isZero();
            pull.get(30, TimeUnit.SECONDS);
            assertThat(manager.installedRefs()).containsExactly(ModelRef.parse("a/b:c"), Sandbox.REF, OTHER);
        } finally {
            tool.destroyForcibly();
        }
    }

    /** It appears just before the pull asks for the lock of registry.json, which it has read long before. */
    private static void awaitFolder(Path folder, CompletableFuture<?> pull) throws InterruptedException {
        while (!Files.isDirectory(folder)) {
            assertThat(pull).isNotDone();
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Its user may not lock. */
    private static final class ForbiddenLocker implements FileLocker {
        @Override
        public String id() {
            return "filelock";
        }

        @Override
        public Optional<FileLock> acquire(Path file, Duration atMost, Cancellation cancellation) throws IOException {
            throw new AccessDeniedException(file.toString());
        }

        @Override
        public void close() {}
    }
}
