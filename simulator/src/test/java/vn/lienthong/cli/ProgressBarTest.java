// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private static final long MEBIBYTE = 1L << 20;

    private final StringWriter screen = new StringWriter();

    @Test
    void fills_with_the_transfer_and_leaves_a_clean_line() {
        // when
        try (ProgressBar bar = bar(30 * MEBIBYTE, true)) {
            bar.accept(0);
            bar.accept(15 * MEBIBYTE);
            bar.accept(30 * MEBIBYTE);
        }

        // then
        String[] drawn = screen.toString().substring(1).split("\r", -1);
        assertThat(drawn[0]).startsWith("[" + " ".repeat(30) + "]");
        assertThat(drawn[1]).startsWith("[" + "#".repeat(15) + " ".repeat(15) + "] 15");
        assertThat(drawn[2]).startsWith("[" + "#".repeat(30) + "] 30");
        assertThat(drawn[3]).isBlank().hasSizeGreaterThanOrEqualTo(drawn[2].length());
        assertThat(drawn[4]).isEmpty();
    }

    @Test
    void draws_once_per_mebibyte_however_small_the_pieces_are() {
        // when
        try (ProgressBar bar = bar(4 * MEBIBYTE, true)) {
            for (long bytes = 0; bytes <= 4 * MEBIBYTE; bytes += 8192) {
                bar.accept(bytes);
            }
        }

        // then
        assertThat(screen.toString().chars().filter(c -> c == ']').count()).isEqualTo(5);
    }

    @Test
    void stays_away_where_nobody_watches_and_for_what_is_quick() {
        // when
        try (ProgressBar unwatched = bar(30 * MEBIBYTE, false);
                ProgressBar quick = bar(MEBIBYTE, true)) {
            unwatched.accept(15 * MEBIBYTE);
            quick.accept(MEBIBYTE);
        }

        // then
        assertThat(screen.toString()).isEmpty();
    }

    private ProgressBar bar(long total, boolean watched) {
        return new ProgressBar(new PrintWriter(screen), total, watched);
    }
}
