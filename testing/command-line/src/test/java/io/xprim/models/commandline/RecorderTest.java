// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.cli.EveryCommand;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flight recorder takes a fifth of a second to start, longer than a small pull; so only those pay for it who record. */
final class RecorderTest {
    private static final String PULL = "pull g/m v --registry registry";
    private static final String RECORDER = "jdk.jfr.internal.MetadataRepository";

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void publish() throws Exception {
        desk = new Desk(folder);
        new SampleRegistry()
                .add("g", "m", "v", new SampleModel().file("weights.bin", "weights"))
                .writeTo(desk.file("registry"));
    }

    @Test
    void aPullLeavesTheRecorderAlone() throws Exception {
        Run.Outcome outcome = desk.java(List.of("-Xlog:class+load:stdout:none"), EveryCommand.class, PULL);
        assertThat(outcome.out())
                .contains("io.xprim.models.core.recording.Span")
                .doesNotContain(RECORDER);
    }

    @Test
    void aRecordingHasThePull() throws Exception {
        Path recording = desk.file("pull.jfr");
        Run.Outcome outcome = desk.java(
                List.of("-Xlog:class+load:stdout:none", "-XX:StartFlightRecording=filename=" + recording),
                EveryCommand.class,
                PULL);
        assertThat(outcome.out()).contains(RECORDER);
        assertThat(RecordingFile.readAllEvents(recording))
                .extracting(RecordedEvent::getEventType)
                .extracting(type -> type.getName())
                .contains("io.xprim.models.Pull", "io.xprim.models.Commit", "io.xprim.models.LockWait");
    }
}
