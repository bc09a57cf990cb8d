// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.PrintWriter;
import java.util.function.LongConsumer;
import vn.lienthong.config.DataSize;

/** A line that shows how far a long transfer is; only where a person watches, and only for what takes a while. */
final class ProgressBar implements LongConsumer, AutoCloseable {
    private static final int WIDTH = 30;
    private static final long WORTH_SHOWING = 4L << 20;
    private static final long STEP = 1L << 20;

    private final PrintWriter err;
    private final long total;
    private final boolean shown;
    private long next;

    /** A bar for a transfer of some bytes; {@code watched} says whether a person would see it. */
    ProgressBar(PrintWriter err, long total, boolean watched) {
        this.err = err;
        this.total = total;
        this.shown = watched && total >= WORTH_SHOWING;
    }

    static ProgressBar on(Output output, long total) {
        boolean watched = output.surroundings().terminal() && !output.isJson();
        return new ProgressBar(output.notes(), total, watched);
    }

    @Override
    public void accept(long bytes) {
        if (!shown || (bytes < next && bytes < total)) {
            return;
        }
        next = bytes + STEP;
        int filled = (int) Math.min(WIDTH, bytes * WIDTH / total);
        err.print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + new DataSize(bytes) + " ");
        err.flush();
    }

    @Override
    public void close() {
        if (shown) {
            err.print("\r" + " ".repeat(WIDTH + 20) + "\r");
            err.flush();
        }
    }
}
