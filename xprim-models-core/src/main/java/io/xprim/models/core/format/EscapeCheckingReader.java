// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import java.io.CharConversionException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Refuses an escape of JSON (RFC 8259, 7) whose four digits are none of ASCII's. Jackson looks at the low eight bits of a character alone,
 * and takes an Arabic digit for one.
 */
final class EscapeCheckingReader extends FilterReader {
    private static final int DIGITS = 4;

    private boolean escaped;
    private int digitsLeft;

    EscapeCheckingReader(Reader text) {
        super(text);
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        for (int i = offset; i < offset + count; i++) {
            check(target[i]);
        }
        return count;
    }

    private void check(char character) throws CharConversionException {
        if (digitsLeft > 0) {
            digitsLeft--;
            // What is no digit of anybody's, the parser refuses by itself.
            if (character > 0x7f) {
                throw new CharConversionException("an escape has a character that is no hexadecimal digit");
            }
        } else if (escaped) {
            escaped = false;
            digitsLeft = character == 'u' ? DIGITS : 0;
        } else {
            escaped = character == '\\';
        }
    }
}
