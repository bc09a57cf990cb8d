// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AttemptsTest {
    private final Attempts attempts = new Attempts(2);

    @Test
    void attemptsGoUpEvenWhenTheExchangeForgotToCount() {
        assertThat(attempts.next("a", 1)).isEqualTo(1);
        assertThat(attempts.next("a", 1)).isEqualTo(2);
        assertThat(attempts.next("b", 1)).isEqualTo(1);
    }

    @Test
    void theExchangeIsBelievedWhenItCountsMore() {
        attempts.next("a", 1);

        assertThat(attempts.next("a", 7)).isEqualTo(7);
        assertThat(attempts.next("a", 2)).isEqualTo(8);
    }

    @Test
    void aSettledSubmissionThatComesAgainIsNotAtItsFirstAttempt() {
        attempts.next("a", 1);
        attempts.settled("a");

        assertThat(attempts.next("a", 1)).isEqualTo(2);
    }

    @Test
    void onlyTheLastSettledOnesAreRemembered() {
        for (String submission : new String[] {"a", "b", "c"}) {
            attempts.next(submission, 1);
            attempts.settled(submission);
        }

        assertThat(attempts.next("a", 1)).isEqualTo(1);
        assertThat(attempts.next("b", 1)).isEqualTo(2);
        assertThat(attempts.next("c", 1)).isEqualTo(2);
    }

    @Test
    void whoseSettlingIsConfirmedIsForgottenAtOnce() {
        Attempts confirmed = new Attempts(0);
        confirmed.next("a", 1);
        confirmed.settled("a");

        assertThat(confirmed.next("a", 1)).isEqualTo(1);
    }

    @Test
    void settlingWhatWasNeverHandedOutChangesNothing() {
        attempts.settled("a");

        assertThat(attempts.next("a", 1)).isEqualTo(1);
    }
}
