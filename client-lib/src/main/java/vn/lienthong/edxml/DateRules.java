// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.time.LocalDate;
import java.time.LocalDateTime;

/** Dates against each other and against the day of the check. */
final class DateRules {
    /** The year of independence: no office can send a document of its own from before it. */
    private static final int FIRST_YEAR = 1945;

    private static final int LONGEST_DEADLINE_IN_YEARS = 10;
    private static final int CLOCK_TOLERANCE_IN_MINUTES = 10;

    private DateRules() {}

    static void check(Edoc edoc, RuleRun run) {
        edoc.promulgationDate().ifPresent(date -> {
            if (date.isAfter(run.today())) {
                run.report(RuleCode.PROMULGATION_IN_FUTURE, Paths.PROMULGATION_DATE, date, run.today());
            }
            year(Paths.PROMULGATION_DATE, date, run);
            edoc.dueDate().ifPresent(due -> dueDate(due, date, run));
        });
        for (int i = 0; i < edoc.responseFor().size(); i++) {
            String path = Paths.nth(Paths.RESPONSE_FOR, i) + "/PromulgationDate";
            edoc.responseFor().get(i).promulgationDate().ifPresent(date -> answered(path, date, edoc, run));
        }
        for (int i = 0; i < edoc.trace().size(); i++) {
            String path = Paths.nth(Paths.TRACE + "/TraceHeader", i) + "/Timestamp";
            edoc.trace().get(i).timestamp().ifPresent(time -> notInFuture(path, time, run));
        }
    }

    static void check(StatusMessage status, RuleRun run) {
        String documentDate = Paths.RESPONSE_FOR + "/PromulgationDate";
        status.responseFor().promulgationDate().ifPresent(date -> year(documentDate, date, run));
        status.timestamp().ifPresent(time -> {
            String path = Paths.HEADER + "/Timestamp";
            notInFuture(path, time, run);
            status.responseFor()
                    .promulgationDate()
                    .filter(time.toLocalDate()::isBefore)
                    .ifPresent(date -> run.report(RuleCode.STATUS_BEFORE_DOCUMENT, path, time, date));
        });
    }

    private static void dueDate(LocalDate due, LocalDate promulgated, RuleRun run) {
        String path = Paths.HEADER + "/DueDate";
        if (due.isBefore(promulgated)) {
            run.report(RuleCode.DUE_BEFORE_PROMULGATION, path, due, promulgated);
        }
        int lastYear = promulgated.getYear() + LONGEST_DEADLINE_IN_YEARS;
        if (due.getYear() > lastYear) {
            run.report(RuleCode.IMPLAUSIBLE_YEAR, path, due, "≤ " + lastYear);
        }
    }

    private static void answered(String path, LocalDate date, Edoc edoc, RuleRun run) {
        year(path, date, run);
        edoc.promulgationDate()
                .filter(date::isAfter)
                .ifPresent(own -> run.report(RuleCode.ANSWERS_LATER_DOCUMENT, path, date, own));
    }

    private static void year(String path, LocalDate date, RuleRun run) {
        if (date.getYear() < FIRST_YEAR) {
            run.report(RuleCode.IMPLAUSIBLE_YEAR, path, date, "≥ " + FIRST_YEAR);
        }
    }

    private static void notInFuture(String path, LocalDateTime time, RuleRun run) {
        if (time.isAfter(run.now().plusMinutes(CLOCK_TOLERANCE_IN_MINUTES))) {
            run.report(RuleCode.TIME_IN_FUTURE, path, time, run.now().withNano(0));
        }
    }
}
