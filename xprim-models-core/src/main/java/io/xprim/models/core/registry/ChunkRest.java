// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.HttpHeaders;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is missing of a chunk: all of it, or the rest after a connection broke. A server that does not give that rest, and nothing else, is
 * asked for the whole chunk from then on. For the attempts at one chunk, one after the other.
 */
final class ChunkRest implements Wanted {
    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final ChunkIntake intake;

    // Heads may come on a thread of the transport.
    private volatile Optional<Validator> validator = Optional.empty();
    private volatile boolean inParts = true;

    ChunkRest(ChunkIntake intake) {
        this.intake = intake;
    }

    /** From which byte on it is missing. */
    long position() {
        return inParts ? intake.held() : 0;
    }

    /** Where its bytes go that come from a place that has it whole. */
    BodySink open() {
        return intake.open(position());
    }

    @Override
    public Map<String, String> fields(URI uri) {
        if (position() == 0) {
            return Map.of();
        }
        Map<String, String> fields = new HashMap<>();
        fields.put("Range", "bytes=" + position() + "-");
        // What is at an address without a strong tag may have changed; then the digest of the whole is wrong.
        validator
                .filter(known -> known.uri().equals(uri) && known.isStrong())
                .ifPresent(known -> fields.put("If-Range", known.entityTag()));
        return fields;
    }

    @Override
    public Optional<BodySink> body(URI uri, int status, HttpHeaders headers) {
        long position = position();
        if (status == OK) {
            validator = Validator.of(uri, headers);
            return Optional.of(intake.open(0));
        }
        if (status == PARTIAL_CONTENT && position > 0) {
            return ContentRange.of(headers)
                    .filter(range -> range.isRest(position, intake.size()))
                    .map(range -> intake.open(position));
        }
        return Optional.empty();
    }

    @Override
    public boolean isAnswered(URI uri, int status) {
        return false;
    }

    @Override
    public Optional<FetchException> refused(int status) {
        boolean refused = status == PARTIAL_CONTENT || status == RANGE_NOT_SATISFIABLE;
        if (!refused || position() == 0) {
            return Optional.empty();
        }
        inParts = false;
        return Optional.of(new FetchException(
                FetchException.Kind.SERVER,
                "the server does not give the rest of the file that was asked for (status " + status + ")",
                null));
    }
}
