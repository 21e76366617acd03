// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({
        "pul, pull, true",
        "pulll, pull, true",
        "plul, pull, true",
        "LIST, list, true",
        "fp61, fp16, true",
        "v1, v2, true",
        "v1, w2, false",
        "pull, prune, false",
        "fast-wisper/tini, fast-whisper/tiny, true",
        "fast-wisper/tini, fast-whisper/tidier, false",
        "'', a, true",
        "'', ab, false",
    })
    void aNameIsNearIfOneCharacterInThreeIsWrongOrOneOfFew(String word, String name, boolean near) {
        assertThat(Nearest.to(word, List.of(name)).contains(name)).isEqualTo(near);
    }

    @Test
    void theNearestThreeComeFirstEachOnce() {
        assertThat(Nearest.to("model-a", List.of("model-d", "model-c", "model-b", "model-e", "model-a1", "model-b")))
                .containsExactly("model-a1", "model-b", "model-c");
    }

    @Test
    void theQuestionNamesThemAndIsNotAskedWithoutAny() {
        assertThat(Nearest.question("a", List.of("b"))).contains("did you mean b?");
        assertThat(Nearest.question("a", List.of("b", "c"))).contains("did you mean b or c?");
        assertThat(Nearest.question("a", List.of("d", "b", "c"))).contains("did you mean b, c or d?");
        assertThat(Nearest.question("a", List.of("long"))).isEmpty();
    }
}
