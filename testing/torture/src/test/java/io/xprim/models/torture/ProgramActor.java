// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The program, in a process for each command. */
final class ProgramActor extends Actor {
    private static final Pattern MANIFEST = Pattern.compile("\"manifest_hash\" ?: ?\"([0-9a-f]{64})\"");
    private static final int KILLED = 137;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private Optional<Future<?>> playing = Optional.empty();
    private volatile @Nullable Running running;

    ProgramActor(Lab lab, Role role, Path journal, Path over) {
        super(lab, role, journal, over);
    }

    @Override
    void start(long seed) {
        playing = Optional.of(thread.submit(() -> {
            try (Journal notes = new Journal(journal)) {
                role.play(this::act, notes, new Random(seed), () -> Files.exists(over));
            }
            return true;
        }));
    }

    private Answer act(Action action, String ref) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(action.command());
        if (action.isOfOneModel()) {
            line.add(ref);
        }
        line.add("--json");
        try (Running command = lab.start(line.toArray(String[]::new))) {
            running = command;
            return answer(action, command.await(Duration.ofMinutes(5)));
        }
    }

    private static Answer answer(Action action, Running.Ended ended) {
        return switch (ended.exitCode()) {
            case 0 -> success(action, ended.out());
            case 4 -> Answer.of(Answer.Kind.MISSING);
            case KILLED -> Answer.of(Answer.Kind.NONE);
            default -> {
                Lab.require(
                        ended.exitCode() == 7 && ended.out().contains(" is held by "), action + " ended with " + ended);
                yield Answer.of(Answer.Kind.REFUSED);
            }
        };
    }

    private static Answer success(Action action, String json) {
        return switch (action) {
            case PULL, FORCED_PULL -> Answer.installed(Optional.of(manifest(json)));
            // It says which manifest there was, not which one it installed.
            case UPDATE ->
                json.contains("\"outcome\"") ? Answer.installed(Optional.empty()) : Answer.of(Answer.Kind.NOTHING);
            case REMOVE -> Answer.of(Answer.Kind.REMOVED);
            case VERIFY, REPAIR -> Answer.of(Answer.Kind.WHOLE);
            case PRUNE, LIST -> Answer.of(Answer.Kind.NOTHING);
        };
    }

    private static String manifest(String json) {
        Matcher matcher = MANIFEST.matcher(json);
        Lab.require(matcher.find(), "no manifest in " + json);
        return matcher.group(1);
    }

    /** The next command is another process anyway. */
    @Override
    void kill(long seed) throws InterruptedException {
        Running command = running;
        if (command != null) {
            command.kill();
        }
    }

    @Override
    void stop() throws IOException, InterruptedException {
        Running command = running;
        if (command != null) {
            command.stop();
        }
    }

    @Override
    void goOn() throws IOException, InterruptedException {
        Running command = running;
        if (command != null) {
            command.goOn();
        }
    }

    @Override
    void await(Duration atMost) throws InterruptedException {
        try {
            if (playing.isPresent()) {
                playing.get().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException e) {
            throw new AssertionError("the program in the role of " + role.own(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("the program does not end", e);
        }
    }

    @Override
    public void close() {
        Running command = running;
        if (command != null) {
            command.close();
        }
        thread.shutdownNow();
    }
}
