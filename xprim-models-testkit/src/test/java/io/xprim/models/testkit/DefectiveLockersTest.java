// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.xprim.models.spi.FileLockerProvider;
import io.xprim.models.testkit.defect.DefectiveLockers.ExcludesNoProcesses;
import io.xprim.models.testkit.defect.DefectiveLockers.ExcludesNothing;
import io.xprim.models.testkit.defect.DefectiveLockers.Here;
import io.xprim.models.testkit.reference.ChannelLockerProvider;
import io.xprim.models.testkit.reference.ChannelLockerProvider.Defect;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DefectiveLockersTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TestFactory
    Stream<DynamicNode> aCorrectLockerKeepsTheContract() {
        return FileLockerContract.of(new ChannelLockerProvider()).tests();
    }

    static Stream<Arguments> defects() {
        return Stream.of(
                arguments(new ExcludesNothing(), "a lock is not reentrant"),
                arguments(new ExcludesNothing(), "threads that share a locker exclude each other"),
                arguments(new ExcludesNothing(), "two lockers of one provider exclude each other"),
                arguments(new ExcludesNothing(), "a lock that another process holds is not free here"),
                arguments(new ExcludesNothing(), "without a wait a lock is tried once"),
                arguments(new ExcludesNoProcesses(), "a lock that is held here is not free for another process"),
                arguments(new ExcludesNoProcesses(), "a lock that another process holds is not free here"),
                arguments(new ExcludesNoProcesses(), "who waits gets the lock of a process that was killed"),
                arguments(new ExcludesNoProcesses(), "who gives up leaves the lock to its holder"),
                arguments(new Here(Defect.DELETES_THE_FILE), "a file is neither written nor deleted"),
                arguments(new Here(Defect.DELETES_THE_FILE), "a file that is missing is made, and nothing beside it"),
                arguments(new Here(Defect.WRITES_TO_THE_FILE), "a file is neither written nor deleted"),
                arguments(new Here(Defect.WRITES_TO_THE_FILE), "a file that is missing is made, and nothing beside it"),
                arguments(new Here(Defect.WAITS_FOR_EVER), "a wait ends when its time is up"),
                arguments(new Here(Defect.WAITS_FOR_EVER), "without a wait a lock is tried once"),
                arguments(new Here(Defect.DOES_NOT_WAIT), "a wait ends when its time is up"),
                arguments(new Here(Defect.DOES_NOT_WAIT), "who waits gets the lock when it is free"),
                arguments(
                        new Here(Defect.IGNORES_CANCELLATION),
                        "cancelling ends a wait, and leaves the lock to its holder"),
                arguments(new Here(Defect.NEVER_LOOKS_AT_THE_FILE), "a lock whose file was deleted is not valid"),
                arguments(
                        new Here(Defect.NEVER_LOOKS_AT_THE_FILE),
                        "a lock whose file was replaced is not valid, and the new file can be locked"),
                arguments(new Here(Defect.FREES_TWICE), "closing a lock a second time does nothing"),
                arguments(new Here(Defect.LOCKS_FOLDERS), "a folder is no file to lock"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("defects")
    void aDefectFailsTheTestThatOughtToFindIt(FileLockerProvider provider, String sentence) {
        ContractRun run =
                ContractRun.of(FileLockerContract.of(provider).within(LIMIT).tests());
        assertThat(run.failure(sentence)).isPresent();
    }
}
