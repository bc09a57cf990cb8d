// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.lienthong.broker.administration.AdministrationAnswer.Responses;
import vn.lienthong.broker.administration.DeliveryRequest;
import vn.lienthong.broker.calendar.Period;
import vn.lienthong.broker.ledger.DeadlineRule;
import vn.lienthong.broker.ledger.OverdueDelivery;
import vn.lienthong.broker.ledger.ResponseReport;
import vn.lienthong.broker.text.CsvSheet;
import vn.lienthong.edxml.VietnamTime;

/** How agencies answer, and what is overdue. */
final class ReportsPage {
    private static final int MOST = 200;
    private static final int MOST_IN_FILE = 100_000;

    private ReportsPage() {}

    /** How agencies answered in a period, as it was at a time. */
    record ResponsesView(Page page, String period, Pager pager, Instant at, List<ResponseReport> reports) {
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
        String name = visit.given("period")
                .orElseGet(() -> YearMonth.now(VietnamTime.ZONE).toString());
        Period period = Period.parse(name)
                .orElseThrow(() -> new IllegalArgumentException(page.t("reports.period.unknown", name)));
        Pager pager = Pager.of(visit, List.of("period"));
        Responses responses = visit.ask(new DeliveryRequest.ReportResponses(period.from(), period.until()));
        List<ResponseReport> reports = responses.agencies().stream()
                .sorted(Comparator.comparingLong(ResponseReport::silent)
                        .reversed()
                        .thenComparing(report -> report.agency().value()))
                .toList();
        if (Sheet.isAsked(visit)) {
            responsesSheet(page, name).send(context, reports);
        } else {
            visit.show(
                    "reports", new ResponsesView(page, name, pager.of(reports), responses.at(), pager.part(reports)));
        }
    }

    private static Sheet<ResponseReport> responsesSheet(Page page, String period) {
        return new Sheet<ResponseReport>("responses-" + period)
                .with(page.t("column.agency"), ResponseReport::agency)
                .with(page.t("column.delivered"), ResponseReport::delivered)
                .with(page.t("column.answered"), ResponseReport::answered)
                .with(page.t("column.silent"), ResponseReport::silent)
                .with(page.t("column.refused"), ResponseReport::refused)
                .with(page.t("column.rate"), ResponseReport::percent)
                .with(page.t("column.median") + Sheet.HOURS, report -> hours(report.median()))
                .with(page.t("column.p95") + Sheet.HOURS, report -> hours(report.slowest()));
    }

    private static Object hours(Optional<Duration> time) {
        return time.<Object>map(CsvSheet::hours).orElse("");
    }

    private static void showOverdue(Context context) {
        Visit visit = Visit.of(context);
        Page page = visit.page();
        Pager pager = Pager.of(visit, List.of("agency", "rule"));
        boolean csv = Sheet.isAsked(visit);
        List<OverdueDelivery> all = visit.ask(new DeliveryRequest.ListOverdue(
                        visit.agency("agency"),
                        visit.choice("rule", DeadlineRule.class),
                        csv ? MOST_IN_FILE : Math.max(MOST, pager.needed())))
                .deliveries();
        if (csv) {
            overdueSheet(page).send(context, all);
        } else {
            visit.show("overdue", new OverdueView(page, pager.of(all), pager.part(all)));
        }
    }

    private static Sheet<OverdueDelivery> overdueSheet(Page page) {
        return new Sheet<OverdueDelivery>("overdue")
                .with(page.t("column.rule"), delivery -> page.texts().name("deadline", delivery.rule()))
                .with(page.t("column.number"), delivery -> delivery.reference()
                        .orElse(delivery.document().value()))
                .with(page.t("column.from"), OverdueDelivery::from)
                .with(page.t("column.agency"), OverdueDelivery::agency)
                .with(page.t("column.deadline"), delivery -> page.time(delivery.deadline()))
                .with(page.t("column.late") + Sheet.HOURS, delivery -> CsvSheet.hours(delivery.late()));
    }
}
