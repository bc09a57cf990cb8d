// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.lienthong.broker.events.Event.End;

/** The latest events can be read at every place, whatever they weigh; older ones are no longer among them. */
final class RecentEventsTest {
    private static final int KEPT = 20_000;

    private final RecentEvents recent = new RecentEvents();
    private final TestEvents events = new TestEvents();
    private long last;

    private void addSmall(int count) {
        for (int i = 0; i < count; i++) {
            recent.add(new LoggedEvent(++last, events.ended("s", "H57", End.TAKEN, 1)));
        }
    }

    @Test
    void many_small_ones_in_a_row_are_all_there() {
        addSmall(KEPT + 1_500);

        for (long position = last - KEPT; position < last; position++) {
            assertThat(recent.after(position, 1))
                    .extracting(LoggedEvent::position)
                    .containsExactly(position + 1);
        }
        assertThat(recent.after(last, 10)).isEmpty();
        assertThat(recent.after(last - KEPT - 1, 10)).as("read from the file").isEmpty();
    }

    @Test
    void one_that_weighs_more_than_all_may_take_pushes_the_others_out() {
        addSmall(3);
        String[] communes = new String[KEPT];
        for (int i = 0; i < KEPT; i++) {
            communes[i] = "G09." + (i + 1);
        }
        recent.add(new LoggedEvent(++last, events.accepted("s", "d", communes)));
        assertThat(recent.after(last - 1, 10)).hasSize(1);
        assertThat(recent.after(0, 10)).isEmpty();

        addSmall(2);
        assertThat(recent.after(last - 2, 10)).extracting(LoggedEvent::position).isEqualTo(List.of(last - 1, last));
    }
}
