// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.PullProgress;
import io.xprim.models.PullProgress.Phase;
import io.xprim.models.cli.output.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
    private static final long MB = 1 << 20;

    private final StringWriter err = new StringWriter();
    private final Console console = new Console(new PrintWriter(new StringWriter()), new PrintWriter(err));
    private final AtomicLong now = new AtomicLong();

    private static PullProgress.Builder chunks(long completed, long inProgress, long total) {
        return PullProgress.builder()
                .phase(Phase.CHUNKS)
                .chunksTotal(100)
                .chunksCompleted((int) (100 * completed / total))
                .bytesTotal(total)
                .bytesCompleted(completed)
                .bytesInProgress(inProgress)
                .bytesFetched(completed + inProgress);
    }

    private static String line(PullProgress progress, int width) {
        return new ProgressLine(progress, Duration.ofSeconds(30), 5_452_595).fitting(width);
    }

    private void after(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void theLineIsTheOneThatIsPrescribed() {
        long total = 1_338_364_227;
        assertThat(line(chunks(600_000_000, 2_263_903, total).build(), 120))
                .isEqualTo(
                        "Downloading [============>                 ] 45% (5.2 MB/s, elapsed: 30s, remaining: 2m 15s)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "92 | 'Downloading [============>                 ] 45% (5.2 MB/s, elapsed: 30s, remaining: 2m 15s)'",
                "80 | 'Downloading [=======>          ] 45% (5.2 MB/s, elapsed: 30s, remaining: 2m 15s)'",
                "67 | 'Downloading [=>   ] 45% (5.2 MB/s, elapsed: 30s, remaining: 2m 15s)'",
                "66 | 45%",
                "19 | 45%",
                "2 | 45",
                "0 | ''"
            })
    void theBarShrinksAndThenOnlyThePercentageIsLeft(int width, String expected) {
        String line = line(chunks(600_000_000, 2_263_903, 1_338_364_227).build(), width);
        assertThat(line).isEqualTo(expected).hasSizeLessThanOrEqualTo(width);
    }

    @Test
    void thePercentageNeverExceedsAHundred() {
        assertThat(line(chunks(90, 40, 100).build(), 120))
                .contains("[" + "=".repeat(30) + "] 100% (")
                .doesNotContain("remaining");
        assertThat(line(PullProgress.builder().phase(Phase.CHUNKS).build(), 120))
                .contains("] 100% (");
        assertThat(line(chunks(0, 0, 100).build(), 120)).contains("[" + " ".repeat(30) + "] 0% (");
    }

    @Test
    void theOtherPhasesAreNamedAndHostileFileNamesEscaped() {
        assertThat(line(PullProgress.builder().phase(Phase.MANIFEST).build(), 120))
                .isEqualTo("Fetching manifest");
        PullProgress extracting = PullProgress.builder()
                .phase(Phase.EXTRACTING)
                .currentFile("a\u001b[2J")
                .build();
        assertThat(line(extracting, 120)).isEqualTo("Extracting a\\u{1b}[2J");
        assertThat(line(extracting, 12)).isEqualTo("Extracting a");
    }

    @Test
    void theBarIsDrawnOnFinishedChunksAndOnTicksAndNotOtherwise() {
        ProgressBar bar = new ProgressBar(console, () -> OptionalInt.of(100), now::get);
        bar.progressed(chunks(0, 0, 100 * MB).build());
        after(Duration.ofSeconds(1));
        int drawn = err.toString().length();
        bar.progressed(chunks(0, MB / 2, 100 * MB).build());
        assertThat(err.toString()).hasSize(drawn);
        bar.progressed(chunks(MB, 0, 100 * MB).build());
        assertThat(err.toString().substring(drawn))
                .startsWith("\rDownloading [")
                .contains("] 1% (1.0 MB/s, elapsed: 1s, remaining: 1m 39s)");
        drawn = err.toString().length();
        after(Duration.ofSeconds(1));
        bar.redraw();
        assertThat(err.toString().substring(drawn)).contains("] 1% (512.0 KB/s, elapsed: 2s, remaining: 3m 18s)");
        bar.close();
        assertThat(err.toString()).endsWith("\r").doesNotContain("\n").doesNotContain("\u001b");
    }

    @Test
    void textTakesTheBarAwayFirst() {
        ProgressBar bar = new ProgressBar(console, () -> OptionalInt.of(40), now::get);
        bar.progressed(PullProgress.builder().phase(Phase.MANIFEST).build());
        console.message("warning: something");
        assertThat(err.toString())
                .isEqualToNormalizingNewlines("\rFetching manifest\r" + " ".repeat(17) + "\rwarning: something\n");
    }

    @Test
    void aShorterLineWipesTheRestOfALongerOne() {
        console.draw("long line");
        console.draw("short");
        assertThat(err.toString()).isEqualTo("\rlong line\rshort    ");
    }

    @Test
    void nothingIsDrawnAfterTheEnd() {
        ProgressBar bar = new ProgressBar(console, () -> OptionalInt.of(100), now::get);
        bar.progressed(chunks(0, 0, MB).build());
        bar.close();
        int length = err.toString().length();
        bar.redraw();
        bar.progressed(chunks(MB, 0, MB).build());
        assertThat(err.toString()).hasSize(length);
    }

    @Test
    void plainLinesComeAtTenthsButNotTwiceInTenSeconds() {
        PlainProgress plain = new PlainProgress(console, now::get);
        plain.progressed(PullProgress.builder().phase(Phase.MANIFEST).build());
        plain.progressed(chunks(0, 0, 100 * MB).build());
        for (int percent = 1; percent <= 100; percent++) {
            after(Duration.ofMillis(500));
            plain.progressed(chunks(percent * MB, 0, 100 * MB).build());
        }
        plain.progressed(
                PullProgress.builder().phase(Phase.EXTRACTING).currentFile("a").build());
        plain.progressed(
                PullProgress.builder().phase(Phase.EXTRACTING).currentFile("b").build());
        plain.finished();
        plain.close();
        assertThat(err.toString().lines())
                .containsExactly(
                        "Fetching manifest",
                        "Downloading 100.0 MB in 100 chunks",
                        "Downloading 20% (2.0 MB/s, elapsed: 10s, remaining: 40s)",
                        "Downloading 40% (2.0 MB/s, elapsed: 20s, remaining: 30s)",
                        "Downloading 60% (2.0 MB/s, elapsed: 30s, remaining: 20s)",
                        "Downloading 80% (2.0 MB/s, elapsed: 40s, remaining: 10s)",
                        "Downloading 100% (2.0 MB/s, elapsed: 50s)",
                        "Extracting",
                        "Done, elapsed: 50s");
        assertThat(err.toString()).doesNotContain("\r").doesNotContain("\u001b");
    }

    @Test
    void theSpeedForgetsWhatWasLongAgo() {
        TransferRate rate = new TransferRate();
        assertThat(rate.bytesPerSecond()).isZero();
        for (int second = 0; second <= 60; second++) {
            rate.sample(Duration.ofSeconds(second), Math.min(second, 30) * MB);
        }
        assertThat(rate.bytesPerSecond()).isZero();
        for (int second = 61; second <= 70; second++) {
            rate.sample(Duration.ofSeconds(second), (second - 30) * MB);
        }
        assertThat(rate.bytesPerSecond()).isEqualTo(MB / 2);
    }
}
