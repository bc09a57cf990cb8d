// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.events.Event.DocumentAccepted;

/**
 * The events that were logged last. Whoever follows the log closely gets them from here and need not read what was just
 * written. Thread-safe.
 */
final class RecentEvents {
    /** Events and recipients together; a few megabytes. */
    private static final int MOST = 20_000;

    /** Each at its position, around and around: readers come for the newest, and none walks past those before. */
    private final @Nullable LoggedEvent[] ring = new LoggedEvent[MOST];

    private long first;
    private int count;
    private int weight;

    synchronized void add(LoggedEvent event) {
        if (event.position() != first + count) {
            Arrays.fill(ring, null);
            first = event.position();
            count = 0;
            weight = 0;
        }
        weight += weight(event);
        // Room is made before it is put in: when all weigh as little as can be, it takes the place of the first.
        while (weight > MOST && count > 0) {
            weight -= weight(at(first));
            ring[place(first)] = null;
            first++;
            count--;
        }
        ring[place(event.position())] = event;
        count++;
    }

    /** The events after a position; none if the next one is not among them. */
    synchronized List<LoggedEvent> after(long position, int most) {
        long from = position + 1;
        long to = Math.min(from + most, first + count);
        if (from < first || from >= to) {
            return List.of();
        }
        List<LoggedEvent> found = new ArrayList<>((int) (to - from));
        for (long next = from; next < to; next++) {
            found.add(at(next));
        }
        return found;
    }

    private LoggedEvent at(long position) {
        return Objects.requireNonNull(ring[place(position)]);
    }

    private static int place(long position) {
        return (int) (position % MOST);
    }

    private static int weight(LoggedEvent event) {
        return event.event() instanceof DocumentAccepted accepted
                ? 1 + accepted.recipients().size()
                : 1;
    }
}
