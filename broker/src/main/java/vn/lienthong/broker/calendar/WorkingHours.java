// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.lienthong.edxml.VietnamTime;

/**
 * The times of a working day in which people work, by the time of Vietnam.
 *
 * @param sessions one after the other, with a break between them
 */
public record WorkingHours(List<Session> sessions) {
    /** 8 to 12 and 13 to 17. */
    public static final WorkingHours USUAL = new WorkingHours(List.of(session(8, 12), session(13, 17)));

    /** Copies the sessions; there is at least one, each ends before the next begins. */
    public WorkingHours {
        sessions = List.copyOf(sessions);
        if (sessions.isEmpty()) {
            throw new IllegalArgumentException("nobody works");
        }
        for (int i = 1; i < sessions.size(); i++) {
            if (!sessions.get(i - 1).to().isBefore(sessions.get(i).from())) {
                throw new IllegalArgumentException(sessions.get(i) + " does not come after " + sessions.get(i - 1));
            }
        }
    }

    /**
     * A time of the day in which people work.
     *
     * @param from its begin
     * @param to its end, on the same day
     */
    public record Session(LocalTime from, LocalTime to) {
        /** Ends after it begins. */
        public Session {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException(from + "-" + to + " does not end after it begins");
            }
        }

        Instant begin(LocalDate day) {
            return day.atTime(from).atZone(VietnamTime.ZONE).toInstant();
        }

        Instant end(LocalDate day) {
            return day.atTime(to).atZone(VietnamTime.ZONE).toInstant();
        }

        @Override
        public String toString() {
            return from + "-" + to;
        }
    }

    /** Reads hours such as {@code 08:00-12:00, 13:00-17:00}, if the text is that. */
    public static Optional<WorkingHours> parse(String text) {
        List<Session> sessions = new ArrayList<>();
        try {
            for (String part : text.split(",", -1)) {
                String[] ends = part.strip().split("-", -1);
                if (ends.length != 2) {
                    return Optional.empty();
                }
                sessions.add(new Session(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip())));
            }
            return Optional.of(new WorkingHours(sessions));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Session session(int from, int to) {
        return new Session(LocalTime.of(from, 0), LocalTime.of(to, 0));
    }
}
