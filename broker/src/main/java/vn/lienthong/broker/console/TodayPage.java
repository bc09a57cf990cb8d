// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.lienthong.broker.administration.DeadLetterRequest;
import vn.lienthong.broker.administration.DeliveryRequest;
import vn.lienthong.broker.administration.EndpointState;
import vn.lienthong.broker.administration.FlowSpan;
import vn.lienthong.broker.administration.MonitoringRequest;
import vn.lienthong.broker.alerts.Alert;
import vn.lienthong.broker.alerts.AlertDesk.Alerts;
import vn.lienthong.broker.alerts.AlertDesk.Silence;
import vn.lienthong.broker.deadletters.Selection;
import vn.lienthong.broker.deadletters.WorkList;
import vn.lienthong.broker.ledger.OverdueDelivery;
import vn.lienthong.broker.monitoring.Flow;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;

/** What needs an operator first, and what passes. */
final class TodayPage {
    private static final Duration JUST_OVER = Duration.ofHours(1);
    private static final int FEW = 20;
    private static final int MOST_ALERTS = 100;

    private TodayPage() {}

    /** An alert in words. */
    record Line(Alert alert, String text) {}

    /**
     * What the page shows.
     *
     * @param attention alerts that hold
     * @param more how many more hold
     * @param over alerts that were over a short time ago
     * @param silences what is silenced, whether it holds or not
     * @param sums figures of the moment
     * @param chart what passed, for the chart
     * @param span how much of it
     */
    record View(
            Page page,
            List<Line> attention,
            int more,
            List<Line> over,
            List<Silence> silences,
            Sums sums,
            String chart,
            String span) {}

    /** Figures of the moment. */
    record Sums(long documents, long statuses, long online, long endpoints, long accepted, long delivered) {}

    /** What somebody who is responsible for some agencies sees. */
    record OwnView(Page page, WorkList letters, Optional<List<OverdueDelivery>> overdue) {}

    static void route(RoutesConfig routes) {
        routes.get("/", TodayPage::show);
        routes.get("/today/chart", TodayPage::showChart);
        routes.post("/alerts/acknowledge", TodayPage::acknowledge);
        routes.post("/alerts/silence", TodayPage::silence);
        routes.post("/alerts/lift", TodayPage::lift);
    }

    private static void show(Context context) {
        Visit visit = Visit.of(context);
        Page page = visit.page();
        if (!page.seesAll()) {
            visit.show(visit.isPart() ? "today-own-part" : "today-own", own(visit, page));
            return;
        }
        Alerts alerts = visit.ask(new MonitoringRequest.ListAlerts()).alerts();
        FlowSpan span = span(visit);
        List<Flow> flow = visit.ask(span.request()).steps();
        List<EndpointState> endpoints =
                visit.ask(new MonitoringRequest.ListEndpointStates()).endpoints();
        Instant recent = page.now().minus(JUST_OVER);
        View view = new View(
                page,
                lines(page, first(alerts.active())),
                Math.max(0, alerts.active().size() - MOST_ALERTS),
                lines(
                        page,
                        first(alerts.ended().stream()
                                .filter(alert -> alert.until().orElseThrow().isAfter(recent))
                                .toList())),
                alerts.silences(),
                sums(endpoints, flow),
                Chart.of(page.texts(), flow),
                span.name());
        visit.show(visit.isPart() ? "today-part" : "today", view);
    }

    private static List<Alert> first(List<Alert> alerts) {
        return alerts.subList(0, Math.min(MOST_ALERTS, alerts.size()));
    }

    private static OwnView own(Visit visit, Page page) {
        return new OwnView(
                page,
                visit.ask(new DeadLetterRequest.ListLetters(Selection.ALL, 0)).list(),
                overdue(visit));
    }

    /** Empty while the ledger cannot be asked. */
    private static Optional<List<OverdueDelivery>> overdue(Visit visit) {
        try {
            return Optional.of(visit.ask(new DeliveryRequest.ListOverdue(Optional.empty(), Optional.empty(), FEW))
                    .deliveries());
        } catch (RefusalException e) {
            if (e.refusal().problems().get(0).code() == ErrorCode.LEDGER_UNAVAILABLE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static FlowSpan span(Visit visit) {
        return switch (visit.given("span").orElse("HOUR")) {
            case "DAY" -> FlowSpan.DAY;
            case "WEEK" -> FlowSpan.WEEK;
            default -> FlowSpan.HOUR;
        };
    }

    private static List<Line> lines(Page page, List<Alert> alerts) {
        return alerts.stream()
                .map(alert -> new Line(alert, AlertText.of(page.texts(), alert)))
                .toList();
    }

    private static Sums sums(List<EndpointState> endpoints, List<Flow> flow) {
        return new Sums(
                endpoints.stream().mapToLong(EndpointState::documents).sum(),
                endpoints.stream().mapToLong(EndpointState::statuses).sum(),
                endpoints.stream().filter(state -> state.connections() > 0).count(),
                endpoints.size(),
                flow.stream().mapToLong(Flow::documents).sum(),
                flow.stream().mapToLong(Flow::delivered).sum());
    }

    private static void showChart(Context context) {
        Visit visit = Visit.of(context);
        FlowSpan span = span(visit);
        context.contentType("application/json")
                .result(Chart.of(visit.page().texts(), visit.ask(span.request()).steps()));
    }

    private static void acknowledge(Context context) {
        Visit visit = Visit.of(context);
        visit.ask(new MonitoringRequest.AcknowledgeAlert(visit.required("alert")));
        visit.back(visit.page().t("done.acknowledged"));
    }

    private static void lift(Context context) {
        Visit visit = Visit.of(context);
        visit.ask(new MonitoringRequest.LiftSilence(visit.required("alert")));
        visit.back(visit.page().t("done.lifted"));
    }

    private static void silence(Context context) {
        Visit visit = Visit.of(context);
        Duration time = Duration.ofHours(visit.number("hours", 1, 720));
        visit.ask(new MonitoringRequest.SilenceAlert(visit.required("alert"), time, visit.required("reason")));
        visit.back(visit.page().t("done.silenced"));
    }
}
