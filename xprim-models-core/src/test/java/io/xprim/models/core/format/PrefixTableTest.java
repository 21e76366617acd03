// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelFile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrefixTableTest {
    private static final int HASH = -1;

    private final List<ModelFile> paths = Stream.of("a/b", "c", "A", "a/d")
            .map(path -> new ModelFile(path, 0))
            .toList();
    private final PrefixTable table = new PrefixTable(paths);

    @Test
    void whatIsNotTheSameIsKeptApartThoughItHasTheSameNumber() {
        assertThat(table.findOrAdd(0, 1, HASH)).isEqualTo(PrefixTable.ADDED);
        assertThat(table.findOrAdd(0, 3, HASH)).isEqualTo(PrefixTable.ADDED);
        assertThat(table.findOrAdd(1, 1, HASH)).isEqualTo(PrefixTable.ADDED);

        int folder = table.findOrAdd(3, 1, HASH);
        assertThat(folder).isNotNegative().isEqualTo(table.findOrAdd(2, 1, HASH));
        assertThat(table.isFolder(folder)).isTrue();
        assertThat(table.isSpelledAlike(folder, 3, 1)).isTrue();
        assertThat(table.isSpelledAlike(folder, 2, 1)).isFalse();
        assertThat(table.isFolder(table.findOrAdd(1, 1, HASH))).isFalse();
    }
}
