// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Times in words, in both languages. */
final class TextsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    @Test
    void what_was_and_what_will_be_are_told_apart() {
        assertThat(Texts.ENGLISH.ago(NOW.minus(Duration.ofMinutes(5)), NOW)).isEqualTo("5 min ago");
        assertThat(Texts.ENGLISH.ago(NOW.plus(Duration.ofDays(3)), NOW)).isEqualTo("in 3 d 0 h");
        assertThat(Texts.VIETNAMESE.ago(NOW.minusSeconds(7), NOW)).isEqualTo("7 giây trước");
        assertThat(Texts.VIETNAMESE.ago(NOW.plus(Duration.ofHours(2)), NOW)).startsWith("còn 2 giờ");
        assertThat(Texts.ENGLISH.ago(NOW, NOW)).isEqualTo("0 s ago");
    }
}
