// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.spi.SafeText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Says beside a lock who holds it: process, host, since when. A note is renewed while its holder lives, so that those who wait can tell one
 * that is at work from one that was stopped. The lock alone decides who holds it. Thread-safe.
 */
final class HolderNotes {
    private static final Duration RENEWAL = Duration.ofSeconds(5);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);
    private static final String RENEWED = "renewed ";
    private static final int LONGEST = 4096;
    private static final Path HOST_NAME = Path.of("/etc/hostname");

    private final FileOperations operations;
    private final WholeFiles files;
    private final Heartbeat heartbeat;
    private final Clock clock;
    private final System.Logger logger;
    private final Duration patience;

    /**
     * Writes nothing yet.
     *
     * @param patience how long a note may stay as it is before its holder counts as stopped
     */
    HolderNotes(FileOperations operations, Heartbeat heartbeat, Clock clock, System.Logger logger, Duration patience) {
        this.operations = operations;
        this.files = new WholeFiles(operations);
        this.heartbeat = heartbeat;
        this.clock = clock;
        this.logger = logger;
        this.patience = patience;
    }

    /** Writes a note and renews it until it is closed. One that cannot be written is missed by nobody but those who wait. */
    Note write(Path file) {
        return new Note(file);
    }

    /** What the note says, for a message. */
    String describe(Path file) {
        return read(file)
                .map(text -> SafeText.of(text.strip().replace("\n", ", ")))
                .filter(text -> !text.isEmpty())
                .orElse("another process or thread");
    }

    Duration patience() {
        return patience;
    }

    /** Begins to look whether the holder lives. */
    Watch watch(Path file) {
        return new Watch(file);
    }

    private Optional<String> read(Path file) {
        try {
            return files.read(file, LONGEST).map(note -> new String(note, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Neither of the variables is in every environment, and asking the network could take long. */
    private String hostName() {
        for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
            String name = System.getenv(variable);
            if (name != null && !name.isBlank()) {
                return name;
            }
        }
        return read(HOST_NAME)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .orElse("unknown");
    }

    /** A note that is kept fresh. Closing it removes it. */
    final class Note implements AutoCloseable {
        private final Path file;
        private final String head;
        private final Heartbeat.Beating beating;
        private final Lock lock = new ReentrantLock();
        private int renewals;
        private boolean closed;

        private Note(Path file) {
            this.file = file;
            this.head = "pid " + ProcessHandle.current().pid() + "\nhost " + hostName() + "\nsince " + now() + "\n";
            make();
            this.beating = heartbeat.every(RENEWAL, this::renew);
        }

        private void make() {
            try {
                files.deleteTree(file);
                files.create(file, text(), false);
            } catch (IOException e) {
                logger.log(System.Logger.Level.DEBUG, "could not note who holds " + file, e);
            }
        }

        /** In place, which takes no room: the text never changes its length. Whatever fails, the next renewal is to come. */
        void renew() {
            lock.lock();
            try {
                if (!closed) {
                    renewals++;
                    overwrite();
                }
            } catch (IOException | RuntimeException e) {
                logger.log(System.Logger.Level.DEBUG, "could not renew " + file, e);
            } finally {
                lock.unlock();
            }
        }

        private void overwrite() throws IOException {
            try (FileOperations.OpenFile open = operations.openForWriting(file)) {
                WholeFiles.write(open, ByteBuffer.wrap(text()), 0);
            } catch (NoSuchFileException e) {
                make();
            }
        }

        /** The number tells renewals apart where the clock does not. */
        private byte[] text() {
            String text = head + RENEWED + now() + String.format(Locale.ROOT, " (%06d)\n", renewals);
            return text.getBytes(StandardCharsets.UTF_8);
        }

        /** Waits for a renewal under way: the next holder's note has the same name. */
        @Override
        public void close() {
            beating.stop();
            lock.lock();
            try {
                closed = true;
                operations.delete(file);
            } catch (IOException e) {
                logger.log(System.Logger.Level.DEBUG, "could not remove " + file, e);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Looks at a note while its lock is waited for. It trusts no clock but its own: others may be wrong. Not thread-safe. */
    final class Watch {
        private final Path file;
        private Optional<String> last;
        private long lastLook = System.nanoTime();
        private Duration silence = Duration.ZERO;

        private Watch(Path file) {
            this.file = file;
            this.last = note();
        }

        /** Whether there is a note that nobody has renewed for too long. A time in which nothing went on here either counts little. */
        boolean isSilent() {
            Optional<String> now = note();
            long look = System.nanoTime();
            Duration sinceLast = Duration.ofNanos(look - lastLook);
            lastLook = look;
            silence = now.isEmpty() || !now.equals(last)
                    ? Duration.ZERO
                    : silence.plus(sinceLast.compareTo(LONGEST_LOOK) < 0 ? sinceLast : LONGEST_LOOK);
            last = now;
            return silence.compareTo(patience) > 0;
        }

        /** One that is not whole could not be written, and says nothing of who holds the lock. */
        private Optional<String> note() {
            return read(file).filter(text -> text.contains(RENEWED) && text.endsWith("\n"));
        }
    }
}
