// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import vn.lienthong.broker.MovingClock;
import vn.lienthong.broker.access.Operator;
import vn.lienthong.broker.access.Role;
import vn.lienthong.broker.access.Scope;

/** When a session ends. */
final class SessionsTest {
    private static final Operator LAN = new Operator("lan", Role.VIEWER, Scope.EVERYTHING, "127.0.0.1");

    private final MovingClock clock = new MovingClock(Instant.parse("2026-03-02T02:00:00Z"));
    private final Sessions sessions = new Sessions(clock);

    @Test
    void an_open_page_that_asks_by_itself_does_not_keep_a_session_alive() {
        String id = sessions.begin(LAN).id();
        for (int minute = 0; minute < 60; minute++) {
            clock.move(Duration.ofMinutes(1));
            assertThat(sessions.look(id)).isPresent();
        }
        clock.move(Duration.ofMinutes(1));

        assertThat(sessions.look(id)).isEmpty();
    }

    @Test
    void somebody_who_works_stays_signed_in_for_twelve_hours() {
        String id = sessions.begin(LAN).id();
        for (int half = 0; half < 24; half++) {
            clock.move(Duration.ofMinutes(30));
            assertThat(sessions.find(id)).isPresent();
        }
        clock.move(Duration.ofSeconds(1));

        assertThat(sessions.find(id)).isEmpty();
    }
}
