// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.reference;

import io.xprim.models.spi.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One answer (RFC 9112), its head read, its body to be read. */
final class AnswerReader {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})( .*)?");
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,8})(;.*)?");
    private static final int LONGEST_HEAD = 256 * 1024;

    private enum Framing {
        LENGTH,
        CHUNKED,
        CLOSE
    }

    private final InputStream in;
    private final int status;
    private final HttpHeaders headers;
    private final Framing framing;
    private long left;
    private boolean firstChunk = true;
    private boolean ended;

    private AnswerReader(InputStream in, int status, HttpHeaders headers) {
        this.in = in;
        this.status = status;
        this.headers = headers;
        if (headers.first("Transfer-Encoding").isPresent()) {
            framing = Framing.CHUNKED;
        } else {
            framing = headers.contentLength().isPresent() ? Framing.LENGTH : Framing.CLOSE;
            left = headers.contentLength().orElse(Long.MAX_VALUE);
        }
    }

    static AnswerReader read(InputStream in) throws IOException {
        int[] read = {0};
        Matcher line = STATUS_LINE.matcher(line(in, read));
        if (!line.matches()) {
            throw new ProtocolException("no status line");
        }
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String field = line(in, read); !field.isEmpty(); field = line(in, read)) {
            int colon = field.indexOf(':');
            if (colon <= 0) {
                throw new ProtocolException("no header");
            }
            fields.computeIfAbsent(field.substring(0, colon), name -> new ArrayList<>())
                    .add(field.substring(colon + 1).strip());
        }
        return new AnswerReader(in, Integer.parseInt(line.group(1)), HttpHeaders.of(fields));
    }

    int status() {
        return status;
    }

    HttpHeaders headers() {
        return headers;
    }

    boolean mayBeFollowed() throws IOException {
        return ended && framing != Framing.CLOSE && in.available() == 0;
    }

    int read(byte[] buffer) throws IOException {
        if (framing == Framing.CHUNKED && left == 0 && !ended) {
            nextChunk();
        }
        if (ended || left == 0) {
            ended = true;
            return -1;
        }
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0 && framing != Framing.CLOSE) {
            throw new EOFException();
        }
        ended = count < 0;
        left -= Math.max(0, count);
        return count;
    }

    private void nextChunk() throws IOException {
        int[] read = {0};
        if (!firstChunk && !line(in, read).isEmpty()) {
            throw new ProtocolException("a chunk does not end");
        }
        firstChunk = false;
        Matcher size = CHUNK.matcher(line(in, read));
        if (!size.matches()) {
            throw new ProtocolException("no size of a chunk");
        }
        left = Long.parseLong(size.group(1), 16);
        if (left == 0) {
            ended = line(in, read).isEmpty();
        }
    }

    private static String line(InputStream in, int[] read) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            } else if (++read[0] > LONGEST_HEAD) {
                throw new ProtocolException("too long a head");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
