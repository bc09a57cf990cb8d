// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of a long run the latest stays, and who looks from a mark on sees what came since, however much came before. */
final class ChronicleTest {
    private final Chronicle<Integer> chronicle = new Chronicle<>(2_000);

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            chronicle.add(place -> place);
        }
    }

    @Test
    void a_short_one_is_kept_whole() {
        add(3);

        assertThat(chronicle.mark()).isEqualTo(3);
        assertThat(chronicle.since(0)).containsExactly(0, 1, 2);
        assertThat(chronicle.since(2)).containsExactly(2);
        assertThat(chronicle.since(3)).isEmpty();
    }

    @Test
    void of_a_long_one_the_latest_stay_at_their_places() {
        add(10_500);

        assertThat(chronicle.mark()).isEqualTo(10_500);
        assertThat(chronicle.since(10_498)).containsExactly(10_498, 10_499);
        List<Integer> all = chronicle.since(0);
        assertThat(all).hasSizeBetween(2_000, 2_999);
        assertThat(all)
                .isEqualTo(IntStream.range(10_500 - all.size(), 10_500).boxed().toList());
    }

    @Test
    void what_comes_after_much_else_is_awaited_and_found() throws InterruptedException {
        add(10_500);
        int mark = chronicle.mark();
        add(2);

        assertThat(chronicle.await(mark, place -> place == 10_501, 1, Duration.ofSeconds(10)))
                .containsExactly(10_501);
        assertThat(chronicle.await(mark, place -> place < mark, 1, Duration.ofMillis(1)))
                .isEmpty();
    }
}
