// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RefusalException;

final class WorkingCalendarTest {
    private final WorkingCalendar calendar = CalendarFile.national(WorkingHours.USUAL);

    @ParameterizedTest
    @CsvSource({
        "2026-03-02, true", // Monday
        "2026-03-07, false", // Saturday
        "2026-02-17, false", // Tết
        "2026-01-02, false", // Friday, swapped
        "2026-01-10, true", // Saturday, worked for it
        "2025-09-01, false",
        "2027-09-02, false"
    })
    void weekends_holidays_and_swapped_days_are_known(LocalDate day, boolean working) {
        assertThat(calendar.isWorkingDay(day)).isEqualTo(working);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T09:00, 2026-03-02T17:00", // within a day
        "2026-03-02T06:00, 2026-03-02T17:00", // before it
        "2026-03-02T17:00, 2026-03-02T17:00", // at its end
        "2026-03-02T17:01, 2026-03-03T17:00", // after it
        "2026-03-06T18:00, 2026-03-09T17:00", // Friday evening
        "2026-02-13T17:30, 2026-02-23T17:00", // before Tết
        "2026-01-09T17:30, 2026-01-10T17:00" // before a Saturday that is worked on
    })
    void the_end_of_the_working_day(LocalDateTime moment, LocalDateTime end) {
        assertThat(calendar.endOfWorkingDay(at(moment))).isEqualTo(at(end));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T16:59, 2026-02-27T17:00",
        "2026-03-02T17:00, 2026-03-02T17:00",
        "2026-02-20T12:00, 2026-02-13T17:00"
    })
    void the_last_working_day_that_is_over(LocalDateTime moment, LocalDateTime end) {
        assertThat(calendar.lastEndOfWorkingDay(at(moment))).isEqualTo(at(end));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T09:00, PT1H, 2026-03-02T10:00",
        "2026-03-02T11:30, PT1H, 2026-03-02T13:30", // over noon
        "2026-03-02T08:00, PT8H, 2026-03-02T17:00",
        "2026-03-06T16:00, PT2H, 2026-03-09T09:00", // over a weekend
        "2026-02-13T16:30, PT1H, 2026-02-23T08:30", // over Tết
        "2026-03-07T10:00, PT1H, 2026-03-09T09:00" // from a Saturday
    })
    void working_time_is_counted_over_noon_nights_weekends_and_holidays(
            LocalDateTime from, Duration working, LocalDateTime to) {
        assertThat(calendar.plus(at(from), working)).isEqualTo(at(to));
        assertThat(calendar.between(at(from), at(to))).isEqualTo(working);
    }

    @Test
    void adding_and_taking_away_agree_with_what_lies_between() {
        Random random = new Random(1);
        Instant begin = at(LocalDateTime.of(2024, 1, 1, 0, 0));
        for (int i = 0; i < 2_000; i++) {
            Instant moment = begin.plusSeconds(random.nextInt(3 * 365 * 86_400));
            Duration working = Duration.ofSeconds(1 + random.nextInt(100 * 3_600));

            assertThat(calendar.between(moment, calendar.plus(moment, working))).isEqualTo(working);
            assertThat(calendar.between(calendar.minus(moment, working), moment))
                    .isEqualTo(working);
            assertThat(calendar.endOfWorkingDay(moment)).isAfterOrEqualTo(moment);
            assertThat(calendar.lastEndOfWorkingDay(moment)).isBeforeOrEqualTo(moment);
        }
    }

    @Test
    void what_is_overdue_by_its_deadline_is_what_began_before_the_cutoff() {
        Random random = new Random(2);
        Instant begin = at(LocalDateTime.of(2026, 1, 1, 0, 0));
        for (int i = 0; i < 2_000; i++) {
            Instant since = begin.plusSeconds(random.nextInt(60 * 86_400));
            Instant now = since.plusSeconds(random.nextInt(20 * 86_400));
            Duration allowed = Duration.ofMinutes(30L * (1 + random.nextInt(32)));

            assertThat(!since.isAfter(calendar.minus(now, allowed)))
                    .isEqualTo(!calendar.plus(since, allowed).isAfter(now));
            assertThat(!since.isAfter(calendar.lastEndOfWorkingDay(now)))
                    .isEqualTo(!calendar.endOfWorkingDay(since).isAfter(now));
        }
    }

    @Test
    void an_operator_may_have_a_calendar_of_his_own(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("days.csv"), "day,kind,what\n2026-03-02,holiday,Founders\n");

        assertThat(CalendarFile.read(file, WorkingHours.USUAL).isWorkingDay(LocalDate.of(2026, 3, 2)))
                .isFalse();
    }

    @Test
    void every_wrong_line_of_a_calendar_is_told(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("days.csv"),
                "day,kind,what\n2026-03-02,party,Founders\n\nyesterday,holiday,x\n2026-03-04\n2026-03-05,working,\n");

        assertThatExceptionOfType(RefusalException.class)
                .isThrownBy(() -> CalendarFile.read(file, WorkingHours.USUAL))
                .satisfies(e -> assertThat(e.refusal().problems())
                        .extracting(
                                Problem::code, problem -> problem.arguments().get(1))
                        .containsExactly(
                                tuple(ErrorCode.CALENDAR_LINE_INVALID, "2"),
                                tuple(ErrorCode.CALENDAR_LINE_INVALID, "4"),
                                tuple(ErrorCode.CALENDAR_LINE_INVALID, "5")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tag,kind\n2026-03-02,holiday\n", "day,kind,what\n\"2026-03-02"})
    void a_file_that_is_no_calendar_is_refused(String text, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("days.csv"), text);

        assertThatExceptionOfType(RefusalException.class)
                .isThrownBy(() -> CalendarFile.read(file, WorkingHours.USUAL))
                .satisfies(e -> assertThat(e.refusal().problems())
                        .extracting(Problem::code)
                        .containsExactly(ErrorCode.CALENDAR_LINE_INVALID));
    }

    @Test
    void offices_may_work_at_other_hours() {
        WorkingCalendar summer = CalendarFile.national(
                WorkingHours.parse("07:00-11:30, 13:30 - 16:00").orElseThrow());

        assertThat(summer.endOfWorkingDay(at(LocalDateTime.of(2026, 3, 2, 9, 0))))
                .isEqualTo(at(LocalDateTime.of(2026, 3, 2, 16, 0)));
        assertThat(summer.plus(at(LocalDateTime.of(2026, 3, 2, 11, 0)), Duration.ofHours(1)))
                .isEqualTo(at(LocalDateTime.of(2026, 3, 2, 14, 0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8-12", "12:00-08:00", "08:00-12:00,11:00-17:00", "08:00-12:00,", "08:00-12:00-13:00"})
    void hours_that_make_no_sense_are_none(String text) {
        assertThat(WorkingHours.parse(text)).isEmpty();
    }

    private static Instant at(LocalDateTime moment) {
        return moment.atZone(VietnamTime.ZONE).toInstant();
    }
}
