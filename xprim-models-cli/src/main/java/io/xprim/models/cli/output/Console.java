// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.output;

import java.io.PrintWriter;

/**
 * The two streams of a command, and the one line on stderr that is drawn over and over. Whatever else is written takes that line away
 * first, so that text and bar never mix. Thread-safe.
 */
public final class Console {
    private final PrintWriter out;
    private final PrintWriter err;
    private int drawn;

    public Console(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Writes a line of the result. */
    public synchronized void result(String line) {
        erase();
        out.println(line);
        out.flush();
    }

    /** Writes a line of anything but the result. */
    public synchronized void message(String line) {
        erase();
        err.println(line);
        err.flush();
    }

    /** Writes a question, without ending the line. */
    public synchronized void prompt(String question) {
        erase();
        err.print(question);
        err.flush();
    }

    /** Draws over the last line drawn. Spaces wipe what is left of a longer one: every terminal knows them. */
    public synchronized void draw(String line) {
        err.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
        err.flush();
        drawn = line.length();
    }

    /** Takes the line drawn away. */
    public synchronized void erase() {
        if (drawn > 0) {
            err.print("\r" + " ".repeat(drawn) + "\r");
            err.flush();
            drawn = 0;
        }
    }

    /** Whether whoever was to read the result has gone. */
    public boolean resultLost() {
        return out.checkError();
    }
}
