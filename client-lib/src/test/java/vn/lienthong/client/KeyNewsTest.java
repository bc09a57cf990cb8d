// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;

/** How soon a change at the exchange is known, and how much is asked for that. */
final class KeyNewsTest {
    private static final int SENDERS = 1_000;

    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(20).toNanos(); // overflows on the way
    private ProvenKeys.State state = new ProvenKeys.State(3, "1");
    private boolean silent;
    private int newsAsked;
    private int keysAsked;
    private final KeyNews news = new KeyNews(this::tell, () -> nanos);
    private final RecentAnswers<Integer, Long> answers = new RecentAnswers<>(news);

    private ProvenKeys.State tell() {
        newsAsked++;
        if (silent) {
            throw new ExchangeUnavailableException(ErrorCode.CONNECTION_LOST.with("2 s", "-"));
        }
        return state;
    }

    private long answer(int sender) {
        return answers.of(sender, any -> true, () -> {
            keysAsked++;
            return state.entries();
        });
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void while_nothing_changes_one_question_every_few_seconds_is_enough_for_all_senders() {
        for (int second = 0; second < 300; second++) {
            for (int sender = 0; sender < SENDERS; sender++) {
                assertThat(answer(sender)).isEqualTo(3);
            }
            pass(Duration.ofSeconds(1));
        }
        assertThat(keysAsked).isEqualTo(SENDERS);
        assertThat(newsAsked).isEqualTo(60);
    }

    @Test
    void after_a_change_each_is_asked_about_again_within_seconds_and_once() {
        answer(1);
        answer(2);

        state = new ProvenKeys.State(4, "1"); // a revocation
        pass(KeyNews.EVERY);
        assertThat(answer(1)).isEqualTo(4);
        assertThat(keysAsked).as("who is not needed is not asked about").isEqualTo(3);
        pass(KeyNews.EVERY);
        answer(1);
        assertThat(keysAsked).isEqualTo(3);

        state = new ProvenKeys.State(4, "2"); // another host
        pass(KeyNews.EVERY);
        answer(1);
        assertThat(keysAsked).isEqualTo(4);
    }

    @Test
    void an_answer_from_before_a_change_that_came_to_light_meanwhile_does_not_outlive_it() {
        answers.of(1, any -> true, () -> {
            pass(KeyNews.EVERY);
            state = new ProvenKeys.State(4, "1");
            answer(2); // learns of the change
            return 3L;
        });
        assertThat(answer(1)).isEqualTo(4);
    }

    @Test
    void while_the_exchange_says_nothing_what_is_known_holds_for_a_minute() {
        answer(1);
        silent = true;
        for (Duration time = Duration.ZERO; time.compareTo(KeyNews.HOLDS) < 0; time = time.plus(KeyNews.EVERY)) {
            answer(1);
            pass(KeyNews.EVERY);
        }
        assertThat(keysAsked).isEqualTo(1);

        answer(1);
        assertThat(keysAsked).isEqualTo(2);
        pass(KeyNews.HOLDS);
        answer(1);
        assertThat(keysAsked).as("an exchange that does not know the question").isEqualTo(3);
    }

    @Test
    void nothing_holds_when_what_the_exchange_says_is_not_to_be_believed() {
        boolean[] forged = {false};
        KeyNews careful = new KeyNews(
                () -> {
                    if (forged[0]) {
                        throw new RefusalException(ErrorCode.KEY_LOG_INCONSISTENT.with("-"));
                    }
                    return state;
                },
                () -> nanos);
        long before = careful.turn();
        forged[0] = true;
        pass(KeyNews.EVERY);
        assertThatThrownBy(careful::turn).isInstanceOf(RefusalException.class);
        assertThat(careful.turn()).isGreaterThan(before);
    }

    @Test
    void what_is_known_for_an_hour_is_asked_again() {
        answer(1);
        pass(KeyNews.LONGEST);
        answer(1);
        assertThat(keysAsked).isEqualTo(2);
    }
}
