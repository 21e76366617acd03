// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenFilesTest {
    private static final int MOST = 64;

    private final List<String> opened = new ArrayList<>();
    private final Map<Integer, CountingFile> disk = new HashMap<>();
    private final OpenFiles open = new OpenFiles(
            path -> open("made", path), path -> open("opened", path), file -> Path.of(Integer.toString(file)));

    private CountingFile open(String how, Path path) {
        opened.add(how + " " + path);
        return file(Integer.parseInt(path.toString()));
    }

    private CountingFile file(int index) {
        return disk.computeIfAbsent(index, ignored -> new CountingFile());
    }

    private int closes(int index) {
        return file(index).closes.get();
    }

    private void use(int index) throws IOException {
        open.<Boolean>with(index, file -> file == file(index));
    }

    @Test
    void aFileIsMadeOnceAndOpenedAfterwards() throws IOException {
        assertThat(open.isMade(0)).isFalse();
        use(0);
        use(0);
        assertThat(open.isMade(0)).isTrue();
        open.close(0);
        open.close(0);
        assertThat(closes(0)).isEqualTo(1);
        use(0);
        open.markMade(1);
        use(1);
        assertThat(opened).containsExactly("made 0", "opened 0", "opened 1");
    }

    @Test
    void aFileThatIsForgottenIsMadeAgain() throws IOException {
        use(0);
        open.discard(0);
        assertThat(closes(0)).isEqualTo(1);
        assertThat(open.isMade(0)).isFalse();
        use(0);
        assertThat(opened).containsExactly("made 0", "made 0");
    }

    @Test
    void ofTooManyTheOneThatWasUsedLongestAgoIsClosed() throws IOException {
        for (int i = 0; i < MOST; i++) {
            use(i);
        }
        use(0);
        assertThat(disk.values()).allMatch(file -> file.closes.get() == 0);
        use(MOST);
        assertThat(closes(0)).isZero();
        assertThat(closes(1)).isEqualTo(1);
        assertThat(disk.values().stream().mapToInt(file -> file.closes.get()).sum())
                .isEqualTo(1);
    }

    @Test
    void whatIsInUseStaysOpen() throws IOException {
        open.<Boolean>with(0, file -> {
            open.close(0);
            for (int i = 1; i <= MOST; i++) {
                use(i);
            }
            return true;
        });
        assertThat(closes(0)).isZero();
        assertThat(closes(1)).isEqualTo(1);
        open.close(0);
        assertThat(closes(0)).isEqualTo(1);
    }

    @Test
    void ifAllAreInUseOneMoreIsOpen() throws IOException {
        useAllFrom(MOST);
        assertThat(opened).hasSize(MOST + 1);
    }

    private void useAllFrom(int index) throws IOException {
        if (index < 0) {
            assertThat(disk.values()).allMatch(file -> file.closes.get() == 0);
        } else {
            open.<Boolean>with(index, file -> {
                useAllFrom(index - 1);
                return true;
            });
        }
    }

    @Test
    void allAreClosedWhateverBecomesOfOneAndThoseThatFailedAreTold() throws IOException {
        IOException first = new IOException("first");
        IOException second = new IOException("second");
        for (int i = 0; i < 3; i++) {
            use(i);
        }
        file(0).closeFailure = first;
        file(2).closeFailure = second;
        assertThatIOException().isThrownBy(open::close).isSameAs(first);
        assertThat(first).hasSuppressedException(second);
        assertThat(closes(1)).isEqualTo(1);
        assertThat(open.closeAll()).containsExactlyInAnyOrder(0, 2);
    }

    @Test
    void aFileThatCouldNotBeClosedToMakeRoomIsToldAsWell() throws IOException {
        file(0).closeFailure = new IOException("Input/output error");
        for (int i = 0; i < MOST; i++) {
            use(i);
        }
        assertThatIOException().isThrownBy(() -> use(MOST));
        assertThat(open.closeAll()).containsExactly(0);
        assertThat(closes(MOST - 1)).isEqualTo(1);
    }

    @Test
    void aFileThatCannotBeOpenedIsTriedAgain() throws IOException {
        boolean[] fails = {true};
        OpenFiles once = new OpenFiles(
                path -> {
                    if (fails[0]) {
                        throw new IOException("Too many open files");
                    }
                    return file(0);
                },
                path -> file(1),
                file -> Path.of("x"));
        assertThatIOException().isThrownBy(() -> once.with(0, file -> true));
        fails[0] = false;
        assertThat(once.<Boolean>with(0, file -> file == file(0))).isTrue();
        once.close();
        assertThat(closes(0)).isEqualTo(1);
    }
}
