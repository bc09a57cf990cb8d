// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.ProcessingStatus;

final class LoadRunTest {
    @Test
    void everything_that_was_sent_is_accounted_for() throws InterruptedException {
        List<Long> seconds = new ArrayList<>();
        LoadResult result = new LoadRun(
                        Profile.NATIONAL_2026_SMALL, new LoadRun.Order(0.5, Duration.ofSeconds(4), 20, 7))
                .run(seconds::add);

        assertThat(result.isBalanced()).as("%s", result.counts()).isTrue();
        assertThat(result.counts().documents()).isPositive();
        assertThat(result.counts().expected())
                .isGreaterThanOrEqualTo(result.counts().documents());
        assertThat(result.counts().heard()).isEqualTo(result.counts().reported());
        assertThat(result.latencies().delivered().p50()).isPositive();
        assertThat(seconds).isNotEmpty();
        assertThat(LoadPage.of(result)).contains("lost 0, duplicated 0");
    }

    @Test
    void the_mix_is_that_of_the_load_model() {
        SplittableRandom random = new SplittableRandom(1);

        assertThat(IntStream.range(0, 200_000)
                        .map(number -> Profile.NATIONAL_2026.fanout(random, 4_000))
                        .average()
                        .orElseThrow())
                .isBetween(5.0, 6.6);
        assertThat(IntStream.range(0, 200_000)
                        .map(number -> Profile.NATIONAL_2026.size(random))
                        .average()
                        .orElseThrow())
                .isBetween(1.0e6, 1.35e6);
        assertThat(IntStream.range(0, 200_000)
                        .map(number -> Profile.statuses(random))
                        .average()
                        .orElseThrow())
                .as("03 to 06")
                .isBetween(3.0, 3.2);
    }

    @Test
    void what_is_lost_or_comes_twice_unmarked_is_no_balance() {
        Account account = new Account();
        DocumentId letter = new DocumentId("a");
        account.sending(letter, System.nanoTime());
        account.accepted(letter, 2, 100);

        assertThat(account.delivered(letter, "G22", 1)).isTrue();
        assertThat(account.counts().lost()).isEqualTo(1);
        assertThat(account.isSettled()).isFalse();

        account.reported(letter, "G22", ProcessingStatus.ARRIVED);
        assertThat(account.counts().lost()).as("and the status").isEqualTo(2);

        assertThat(account.delivered(letter, "G22", 2)).isFalse();
        assertThat(account.counts().duplicated()).as("it was marked").isZero();
        assertThat(account.delivered(letter, "G22", 1)).isFalse();
        assertThat(account.counts().duplicated()).isEqualTo(1);
    }
}
