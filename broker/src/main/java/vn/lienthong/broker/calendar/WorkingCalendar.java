// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import vn.lienthong.broker.calendar.WorkingHours.Session;
import vn.lienthong.edxml.VietnamTime;

/**
 * When offices work, by the time of Vietnam: from Monday to Friday, holidays left out and days that were swapped for them
 * put in.
 *
 * @param hours the times of a working day
 * @param holidays days on which nobody works
 * @param workingWeekends days of a weekend that are worked on
 */
public record WorkingCalendar(WorkingHours hours, Set<LocalDate> holidays, Set<LocalDate> workingWeekends) {
    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    /** Copies the days. */
    public WorkingCalendar {
        holidays = Set.copyOf(holidays);
        workingWeekends = Set.copyOf(workingWeekends);
    }

    /** Whether offices work on a day. */
    public boolean isWorkingDay(LocalDate day) {
        return workingWeekends.contains(day) || (!WEEKEND.contains(day.getDayOfWeek()) && !holidays.contains(day));
    }

    /** The end of the working day that a moment is in, or of the next one when it is after hours. */
    public Instant endOfWorkingDay(Instant moment) {
        LocalDate day = dayOf(moment);
        while (!isWorkingDay(day) || moment.isAfter(endOf(day))) {
            day = day.plusDays(1);
        }
        return endOf(day);
    }

    /** The end of the last working day that is over. */
    public Instant lastEndOfWorkingDay(Instant moment) {
        LocalDate day = dayOf(moment);
        while (!isWorkingDay(day) || moment.isBefore(endOf(day))) {
            day = day.minusDays(1);
        }
        return endOf(day);
    }

    /** When people will have worked so long since a moment. */
    public Instant plus(Instant moment, Duration working) {
        Duration left = working;
        for (LocalDate day = dayOf(moment); true; day = day.plusDays(1)) {
            for (Session session : sessionsOf(day)) {
                Instant begin = later(session.begin(day), moment);
                Duration length = length(begin, session.end(day));
                if (left.compareTo(length) <= 0 && !length.isZero()) {
                    return begin.plus(left);
                }
                left = left.minus(length);
            }
        }
    }

    /** The last moment since which people have worked so long until now. */
    public Instant minus(Instant now, Duration working) {
        Duration left = working;
        for (LocalDate day = dayOf(now); true; day = day.minusDays(1)) {
            List<Session> ofDay = sessionsOf(day);
            for (int i = ofDay.size() - 1; i >= 0; i--) {
                Instant end = earlier(ofDay.get(i).end(day), now);
                Duration length = length(ofDay.get(i).begin(day), end);
                if (left.compareTo(length) <= 0 && !length.isZero()) {
                    return end.minus(left);
                }
                left = left.minus(length);
            }
        }
    }

    /** How long people worked between two moments. */
    public Duration between(Instant from, Instant to) {
        Duration worked = Duration.ZERO;
        for (LocalDate day = dayOf(from); !day.isAfter(dayOf(to)); day = day.plusDays(1)) {
            for (Session session : sessionsOf(day)) {
                worked = worked.plus(length(later(session.begin(day), from), earlier(session.end(day), to)));
            }
        }
        return worked;
    }

    private List<Session> sessionsOf(LocalDate day) {
        return isWorkingDay(day) ? hours.sessions() : List.of();
    }

    /** The end of working hours on a day, whether offices work on it or not. */
    public Instant endOf(LocalDate day) {
        List<Session> sessions = hours.sessions();
        return sessions.get(sessions.size() - 1).end(day);
    }

    private static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, VietnamTime.ZONE);
    }

    private static Duration length(Instant from, Instant to) {
        return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
