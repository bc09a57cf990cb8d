// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.lienthong.broker.calendar.CalendarFile;
import vn.lienthong.broker.calendar.WorkingCalendar;
import vn.lienthong.broker.calendar.WorkingHours;
import vn.lienthong.broker.ledger.Deadlines;
import vn.lienthong.config.Settings;
import vn.lienthong.edxml.Urgency;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;

/** Reads how long things may take and when people work. */
final class DeadlineSettings {
    /** A day is no working time: how long it is depends on the hours. */
    private static final Pattern WORKING_TIME = Pattern.compile("\\d{1,4}\\s*[hms]");

    private DeadlineSettings() {}

    static Deadlines read(Settings settings) {
        WorkingHours hours = settings.optional(
                "calendar.hours",
                WorkingHours::parse,
                "hours one after the other such as 08:00-12:00, 13:00-17:00",
                WorkingHours.USUAL,
                "08:00-12:00, 13:00-17:00");
        return new Deadlines(
                calendar(settings, hours),
                byUrgency(settings, "deadline.not-arrived", Deadlines.NOT_ARRIVED),
                byUrgency(settings, "deadline.recall-unanswered", Deadlines.RECALL_UNANSWERED),
                Clock.systemUTC());
    }

    private static WorkingCalendar calendar(Settings settings, WorkingHours hours) {
        Optional<Path> file = settings.path("calendar.holidays");
        if (file.isPresent()) {
            try {
                return CalendarFile.read(file.get(), hours);
            } catch (RefusalException e) {
                e.refusal().problems().forEach(settings::problem);
            } catch (IOException e) {
                settings.problem(ErrorCode.SETTING_INVALID.with(
                        "calendar.holidays", file.get().toString(), "a file that can be read"));
            }
        }
        return CalendarFile.national(hours);
    }

    private static List<Duration> byUrgency(Settings settings, String key, List<Duration> usual) {
        return settings.optional(
                key,
                DeadlineSettings::workingTimes,
                "five working times such as 4h, 30m or 90s separated by commas, from normal to timed express",
                usual);
    }

    private static Optional<List<Duration>> workingTimes(String text) {
        List<Duration> times = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Optional<Duration> time = WORKING_TIME.matcher(part.strip()).matches()
                    ? Settings.parseDuration(part).filter(some -> !some.isZero())
                    : Optional.empty();
            if (time.isEmpty()) {
                return Optional.empty();
            }
            times.add(time.get());
        }
        return times.size() == Urgency.values().length ? Optional.of(times) : Optional.empty();
    }
}
