// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;

@Domain(Examples.class)
@Domain(net.jqwik.api.domains.DomainContext.Global.class)
class ChunkLayoutProperties {
    /** A byte's place. */
    private record Place(int chunk, int file, long position) {}

    @Property
    void everyByteOfAChunkIsVisitedOnceInOrderAtItsPlace(@ForAll Example example) {
        ChunkLayout layout = new ChunkLayout(example.manifest());
        List<Place> visited = new ArrayList<>();
        for (int i = 0; i < example.chunks().size(); i++) {
            int chunk = i;
            layout.visit(chunk, 0, example.chunks().get(chunk).length, (file, position, length) -> {
                assertThat(length).isPositive();
                for (long at = position; at < position + length; at++) {
                    visited.add(new Place(chunk, file, at));
                }
            });
        }
        assertThat(visited).isEqualTo(places(example));
    }

    @Property
    void partOfAChunkIsVisitedLikeThatPartOfTheWhole(
            @ForAll Example example,
            @ForAll @IntRange(min = 0, max = 20) int from,
            @ForAll @IntRange(min = 0, max = 20) int length) {
        ChunkLayout layout = new ChunkLayout(example.manifest());
        for (int i = 0; i < example.chunks().size(); i++) {
            int chunk = i;
            int size = example.chunks().get(chunk).length;
            int start = Math.min(from, size);
            int end = Math.min(start + length, size);
            List<Place> visited = new ArrayList<>();
            layout.visit(chunk, start, end - start, (file, position, run) -> {
                for (long at = position; at < position + run; at++) {
                    visited.add(new Place(chunk, file, at));
                }
            });
            List<Place> whole = places(example).stream()
                    .filter(place -> place.chunk() == chunk)
                    .toList();
            assertThat(visited).isEqualTo(whole.subList(start, end));
        }
    }

    @Property
    void firstAndLastAgreeWithLookingAtEveryByte(@ForAll Example example) {
        ChunkLayout layout = new ChunkLayout(example.manifest());
        List<Place> places = places(example);
        for (int i = 0; i < example.chunks().size(); i++) {
            int chunk = i;
            List<Integer> files = places.stream()
                    .filter(place -> place.chunk() == chunk)
                    .map(Place::file)
                    .toList();
            assertThat(layout.firstFile(chunk)).isEqualTo(files.get(0));
            assertThat(layout.lastFile(chunk)).isEqualTo(files.get(files.size() - 1));
        }
        for (int i = 0; i < example.fileSizes().size(); i++) {
            int file = i;
            List<Integer> chunks = places.stream()
                    .filter(place -> place.file() == file)
                    .map(Place::chunk)
                    .toList();
            if (!chunks.isEmpty()) {
                assertThat(layout.firstChunk(file)).isEqualTo(chunks.get(0));
                assertThat(layout.lastChunk(file)).isEqualTo(chunks.get(chunks.size() - 1));
            }
        }
    }

    /** Where each byte of the stream belongs, counted byte by byte. */
    private static List<Place> places(Example example) {
        List<Place> places = new ArrayList<>();
        int file = 0;
        long position = 0;
        for (int chunk = 0; chunk < example.chunks().size(); chunk++) {
            for (int i = 0; i < example.chunks().get(chunk).length; i++) {
                while (position == example.fileSizes().get(file)) {
                    file++;
                    position = 0;
                }
                places.add(new Place(chunk, file, position++));
            }
        }
        return places;
    }
}
