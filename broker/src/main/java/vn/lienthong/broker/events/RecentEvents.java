// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.events;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import vn.lienthong.broker.events.Event.DocumentAccepted;

/**
 * The events that were logged last. Whoever follows the log closely gets them from here and need not read what was just
 * written. Thread-safe.
 */
final class RecentEvents {
    /** Events and recipients together; a few megabytes. */
    private static final int MOST = 20_000;

    private final Deque<LoggedEvent> events = new ArrayDeque<>();
    private int weight;

    synchronized void add(LoggedEvent event) {
        events.addLast(event);
        weight += weight(event);
        while (weight > MOST) {
            weight -= weight(events.removeFirst());
        }
    }

    /** The events after a position; none if the next one is not among them. */
    synchronized List<LoggedEvent> after(long position, int most) {
        LoggedEvent first = events.peekFirst();
        if (first == null || first.position() > position + 1) {
            return List.of();
        }
        return events.stream().skip(position + 1 - first.position()).limit(most).toList();
    }

    private static int weight(LoggedEvent event) {
        return event.event() instanceof DocumentAccepted accepted
                ? 1 + accepted.recipients().size()
                : 1;
    }
}
