// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one process after the other did in one role, so that it outlives each of them. For one thread. */
final class Journal implements AutoCloseable {
    private final FileChannel file;

    Journal(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void begin(Action action, String ref) throws IOException {
        write("begin " + System.nanoTime() + " " + action + " " + ref);
    }

    void end(Answer answer) throws IOException {
        write("end " + System.nanoTime() + " " + answer.kind() + " "
                + answer.manifest().orElse("-"));
    }

    private void write(String line) throws IOException {
        file.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    static List<Call> read(Path path) throws IOException {
        List<Call> calls = new ArrayList<>();
        Optional<String[]> begun = Optional.empty();
        for (String line : Files.exists(path) ? Files.readAllLines(path) : List.<String>of()) {
            String[] words = line.split(" ");
            if (words[0].equals("begin")) {
                begun.ifPresent(begin -> calls.add(killed(begin)));
                begun = Optional.of(words);
            } else {
                calls.add(ended(begun.orElseThrow(), words));
                begun = Optional.empty();
            }
        }
        begun.ifPresent(begin -> calls.add(killed(begin)));
        return calls;
    }

    private static Call killed(String... begin) {
        return new Call(
                Action.valueOf(begin[2]),
                begin[3],
                Long.parseLong(begin[1]),
                Long.MAX_VALUE,
                Answer.of(Answer.Kind.NONE));
    }

    private static Call ended(String[] begin, String... end) {
        Optional<String> manifest = Optional.of(end[3]).filter(text -> !text.equals("-"));
        return new Call(
                Action.valueOf(begin[2]),
                begin[3],
                Long.parseLong(begin[1]),
                Long.parseLong(end[1]),
                new Answer(Answer.Kind.valueOf(end[2]), manifest));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
