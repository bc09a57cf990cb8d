// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import vn.lienthong.broker.calendar.CalendarFile;
import vn.lienthong.broker.calendar.WorkingCalendar;
import vn.lienthong.broker.calendar.WorkingHours;
import vn.lienthong.edxml.Urgency;

/**
 * How long things may take, in working time.
 *
 * @param calendar when people work
 * @param notArrived how long a document may wait, by urgency from normal to timed express
 * @param recallUnanswered how long a recall may go without an answer, by urgency
 * @param clock what time it is
 */
public record Deadlines(
        WorkingCalendar calendar, List<Duration> notArrived, List<Duration> recallUnanswered, Clock clock) {
    private static final Duration WORKING_DAY = Duration.ofHours(8);

    /** A working day for a normal document, half an hour for a timed express one. */
    public static final List<Duration> NOT_ARRIVED =
            List.of(WORKING_DAY, Duration.ofHours(4), Duration.ofHours(2), Duration.ofHours(1), Duration.ofMinutes(30));

    /** Two working days for a normal document, two hours for a timed express one. */
    public static final List<Duration> RECALL_UNANSWERED =
            List.of(WORKING_DAY.multipliedBy(2), WORKING_DAY, WORKING_DAY, Duration.ofHours(4), Duration.ofHours(2));

    /** Copies the lists; there is a time for every urgency. */
    public Deadlines {
        notArrived = List.copyOf(notArrived);
        recallUnanswered = List.copyOf(recallUnanswered);
        if (notArrived.size() != Urgency.values().length || recallUnanswered.size() != Urgency.values().length) {
            throw new IllegalArgumentException("there is one time for each urgency");
        }
    }

    /** What most want. */
    public static Deadlines usual(Clock clock) {
        return new Deadlines(CalendarFile.national(WorkingHours.USUAL), NOT_ARRIVED, RECALL_UNANSWERED, clock);
    }

    /** When a delivery that has been so since a moment is overdue. */
    Instant deadline(DeadlineRule rule, int urgency, Instant since) {
        return switch (rule) {
            case NOT_ARRIVED -> calendar.plus(since, notArrived.get(urgency));
            case RECALL_UNANSWERED -> calendar.plus(since, recallUnanswered.get(urgency));
            case NOT_ANSWERED, NOT_COMPLETED -> calendar.endOfWorkingDay(since);
        };
    }

    /** The last moment since which a delivery is overdue now. */
    Instant cutoff(DeadlineRule rule, int urgency, Instant now) {
        return switch (rule) {
            case NOT_ARRIVED -> calendar.minus(now, notArrived.get(urgency));
            case RECALL_UNANSWERED -> calendar.minus(now, recallUnanswered.get(urgency));
            case NOT_ANSWERED, NOT_COMPLETED -> calendar.lastEndOfWorkingDay(now);
        };
    }
}
