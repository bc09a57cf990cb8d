// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AttemptsTest {
    private final Attempts attempts = new Attempts(2);

    @Test
    void attempts_go_up_even_when_the_exchange_forgot_to_count() {
        assertThat(attempts.next("a", 1)).isEqualTo(1);
        assertThat(attempts.next("a", 1)).isEqualTo(2);
        assertThat(attempts.next("b", 1)).isEqualTo(1);
    }

    @Test
    void the_exchange_is_believed_when_it_counts_more() {
        attempts.next("a", 1);

        assertThat(attempts.next("a", 7)).isEqualTo(7);
        assertThat(attempts.next("a", 2)).isEqualTo(8);
    }

    @Test
    void a_settled_submission_that_comes_again_is_not_at_its_first_attempt() {
        attempts.next("a", 1);
        attempts.settled("a");

        assertThat(attempts.next("a", 1)).isEqualTo(2);
    }

    @Test
    void only_the_last_settled_ones_are_remembered() {
        for (String submission : new String[] {"a", "b", "c"}) {
            attempts.next(submission, 1);
            attempts.settled(submission);
        }

        assertThat(attempts.next("a", 1)).isEqualTo(1);
        assertThat(attempts.next("b", 1)).isEqualTo(2);
        assertThat(attempts.next("c", 1)).isEqualTo(2);
    }

    @Test
    void whose_settling_is_confirmed_is_forgotten_at_once() {
        Attempts confirmed = new Attempts(0);
        confirmed.next("a", 1);
        confirmed.settled("a");

        assertThat(confirmed.next("a", 1)).isEqualTo(1);
    }

    @Test
    void settling_what_was_never_handed_out_changes_nothing() {
        attempts.settled("a");

        assertThat(attempts.next("a", 1)).isEqualTo(1);
    }
}
