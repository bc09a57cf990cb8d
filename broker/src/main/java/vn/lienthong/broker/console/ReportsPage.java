// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.lienthong.broker.administration.AdministrationAnswer.Responses;
import vn.lienthong.broker.administration.DeliveryRequest;
import vn.lienthong.broker.administration.EndpointState.Answers;
import vn.lienthong.broker.ledger.DeadlineRule;
import vn.lienthong.broker.ledger.OverdueDelivery;
import vn.lienthong.broker.ledger.ResponseReport;
import vn.lienthong.broker.text.CsvSheet;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.VietnamTime;

/** How agencies answer, and what is overdue. */
final class ReportsPage {
    /** As the sheets of the command line have it. */
    private static final String HOURS = " (h)";

    private static final int MOST = 200;
    private static final int MOST_IN_FILE = 100_000;

    private ReportsPage() {}

    /** How agencies answered in a month, as it was at a time. */
    record ResponsesView(Page page, String month, Pager pager, Instant at, List<ResponseReport> reports) {
        long rate(ResponseReport report) {
            return new Answers(report.delivered(), report.answered()).percent();
        }

        String duration(Optional<Duration> time) {
            return time.map(page.texts()::duration).orElse("–");
        }
    }

    /** What is overdue. */
    record OverdueView(Page page, Pager pager, List<OverdueDelivery> deliveries) {
        List<DeadlineRule> rules() {
            return List.of(DeadlineRule.values());
        }

        String link(OverdueDelivery delivery) {
            return DocumentPage.link(delivery.from(), delivery.document());
        }
    }

    static void route(RoutesConfig routes) {
        routes.get("/reports", ReportsPage::showResponses);
        routes.get("/reports/overdue", ReportsPage::showOverdue);
    }

    private static void showResponses(Context context) {
        Visit visit = Visit.of(context);
        Page page = visit.page();
        YearMonth month = month(visit);
        Pager pager = Pager.of(visit, List.of("month"));
        Responses responses = visit.ask(new DeliveryRequest.ReportResponses(
                start(month.atDay(1)), start(month.plusMonths(1).atDay(1))));
        List<ResponseReport> reports = responses.agencies().stream()
                .sorted(Comparator.comparingLong(ResponseReport::silent)
                        .reversed()
                        .thenComparing(report -> report.agency().value()))
                .toList();
        boolean csv = visit.given("form").equals(Optional.of("csv"));
        ResponsesView view = new ResponsesView(
                page, month.toString(), pager.of(reports), responses.at(), csv ? reports : pager.part(reports));
        if (csv) {
            sendResponses(context, view);
        } else {
            visit.show("reports", view);
        }
    }

    private static YearMonth month(Visit visit) {
        String asked = visit.given("month").orElse("");
        try {
            return asked.isEmpty() ? YearMonth.now(VietnamTime.ZONE) : YearMonth.parse(asked);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + asked + "' is not a month like 2026-03", e);
        }
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(VietnamTime.ZONE).toInstant();
    }

    private static void sendResponses(Context context, ResponsesView view) {
        Page page = view.page();
        Csv.send(
                context,
                "responses-" + view.month(),
                List.of(
                        page.t("column.agency"),
                        page.t("column.delivered"),
                        page.t("column.answered"),
                        page.t("column.silent"),
                        page.t("column.refused"),
                        page.t("column.rate"),
                        page.t("column.median") + HOURS,
                        page.t("column.p95") + HOURS),
                view.reports().stream()
                        .map(report -> List.of(
                                report.agency().value(),
                                report.delivered(),
                                report.answered(),
                                report.silent(),
                                report.refused(),
                                view.rate(report),
                                report.median().<Object>map(CsvSheet::hours).orElse(""),
                                report.slowest().<Object>map(CsvSheet::hours).orElse("")))
                        .toList());
    }

    private static void showOverdue(Context context) {
        Visit visit = Visit.of(context);
        Page page = visit.page();
        Pager pager = Pager.of(visit, List.of("agency", "rule"));
        boolean csv = visit.given("form").equals(Optional.of("csv"));
        List<OverdueDelivery> all = visit.ask(new DeliveryRequest.ListOverdue(
                        visit.given("agency").map(AgencyId::new),
                        visit.given("rule").map(DeadlineRule::valueOf),
                        csv ? MOST_IN_FILE : Math.max(MOST, pager.needed())))
                .deliveries();
        if (csv) {
            sendOverdue(context, page, all);
        } else {
            visit.show("overdue", new OverdueView(page, pager.of(all), pager.part(all)));
        }
    }

    private static void sendOverdue(Context context, Page page, List<OverdueDelivery> all) {
        Csv.send(
                context,
                "overdue",
                List.of(
                        page.t("column.rule"),
                        page.t("column.number"),
                        page.t("column.from"),
                        page.t("column.agency"),
                        page.t("column.deadline"),
                        page.t("column.late") + HOURS),
                all.stream()
                        .map(delivery -> List.of(
                                page.texts().name("deadline", delivery.rule()),
                                delivery.reference().orElse(delivery.document().value()),
                                delivery.from().value(),
                                delivery.agency().value(),
                                page.time(delivery.deadline()),
                                CsvSheet.hours(delivery.late())))
                        .toList());
    }
}
