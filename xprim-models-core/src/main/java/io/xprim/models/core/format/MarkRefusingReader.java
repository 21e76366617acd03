// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import java.io.CharConversionException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Refuses a text that begins with a byte order mark, which JSON must not have and parsers skip. */
final class MarkRefusingReader extends FilterReader {
    private final char mark;
    private boolean atStart = true;

    MarkRefusingReader(Reader text, char mark) {
        super(text);
        this.mark = mark;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (atStart && count > 0) {
            atStart = false;
            if (target[offset] == mark) {
                throw new CharConversionException("the document begins with a byte order mark");
            }
        }
        return count;
    }
}
