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

    ProgressBar(Output output, long total) {
        this.err = output.notes();
        this.total = total;
        this.shown = total >= WORTH_SHOWING && output.surroundings().terminal() && !output.isJson();
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
