// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a worker takes documents ahead, and what number an attempt has. */
final class PaceTest {
    private static final long QUICK = Pace.QUICK.toNanos();

    private final Pace pace = new Pace();

    @Test
    void a_row_of_quick_documents_is_needed_before_any_is_taken_ahead() {
        assertThat(takenAfter(Pace.ROW - 1)).isFalse();
        assertThat(takenAfter(1)).isTrue();
        assertThat(takenAfter(1_000)).isTrue();
    }

    @Test
    void one_slow_document_ends_the_row() {
        takenAfter(1_000);

        pace.taken(QUICK + 1);

        assertThat(takenAfter(Pace.ROW - 1)).isFalse();
        assertThat(takenAfter(1)).isTrue();
    }

    @Test
    void whatever_else_happens_ends_the_row_too() {
        takenAfter(1_000);

        pace.slowDown();

        assertThat(pace.takesAhead()).isFalse();
    }

    @Test
    void an_attempt_counts_what_the_exchange_or_this_client_knows_whichever_is_more() {
        Attempts attempts = new Attempts(0);

        assertThat(attempts.next("a", 1)).isEqualTo(1);
        assertThat(attempts.next("a", 1)).as("the exchange forgot").isEqualTo(2);
        assertThat(attempts.next("a", 7)).as("others had it meanwhile").isEqualTo(7);
        attempts.settled("a");
        assertThat(attempts.next("a", 1)).as("settled, so it cannot come again").isEqualTo(1);
    }

    @Test
    void where_settling_is_not_confirmed_the_last_settled_ones_are_remembered() {
        Attempts attempts = new Attempts(2);
        for (String submission : new String[] {"a", "b", "c"}) {
            assertThat(attempts.next(submission, 1)).isEqualTo(1);
            attempts.settled(submission);
        }

        assertThat(attempts.next("a", 1)).isEqualTo(1);
        assertThat(attempts.next("b", 1)).isEqualTo(2);
        assertThat(attempts.next("c", 1)).isEqualTo(2);
    }

    private boolean takenAfter(int quickOnes) {
        for (int i = 0; i < quickOnes; i++) {
            pace.taken(QUICK);
        }
        return pace.takesAhead();
    }
}
