// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.broker.administration.AdministrationAnswer.BodyView;
import vn.lienthong.broker.administration.AdministrationAnswer.QueueView;
import vn.lienthong.broker.administration.DeliveryRequest;
import vn.lienthong.broker.administration.MonitoringRequest;
import vn.lienthong.broker.mailbox.QueueWindow.Waiting;
import vn.lienthong.broker.text.CsvSheet;
import vn.lienthong.protocol.HeaderNames;

/** Queues and what is in them. */
final class QueuesPage {
    private static final int MOST = 300;
    private static final int MOST_IN_FILE = 10_000;

    private static final Map<String, Comparator<QueueView>> ORDERS = Map.of(
            "messages", Comparator.comparingLong(QueueView::messages).reversed(),
            "oldest",
                    Comparator.comparingLong(
                                    (QueueView queue) -> queue.oldestSeconds().orElse(0L))
                            .reversed(),
            "consumers", Comparator.comparingInt(QueueView::consumers),
            "name", Comparator.comparing(QueueView::name));

    private static final Set<String> DESCENDING = Set.of("messages", "oldest");

    private QueuesPage() {}

    /** All queues. */
    record View(Page page, List<QueueView> queues, int left, String order, String asked) {
        /** Which way a column is sorted, if it is the one that counts. */
        Optional<String> sorted(String column) {
            return column.equals(order)
                    ? Optional.of(DESCENDING.contains(column) ? "descending" : "ascending")
                    : Optional.empty();
        }

        String link(String column) {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("order", column);
            query.put("q", asked);
            return "/queues" + Pager.query(query);
        }
    }

    /** One queue. */
    record QueuePageView(Page page, String name, List<Waiting> messages, Pager pager) {
        String number(Waiting message) {
            return QueuesPage.header(message, HeaderNames.REFERENCE);
        }

        String from(Waiting message) {
            return QueuesPage.header(message, HeaderNames.FROM);
        }

        String to(Waiting message) {
            return QueuesPage.header(message, HeaderNames.TO);
        }
    }

    /** A body. */
    record BodyPageView(Page page, String queue, String message, BodyView body) {}

    static void route(RoutesConfig routes) {
        routes.get("/queues", QueuesPage::show);
        routes.get("/queues/{name}", QueuesPage::showOne);
        routes.post("/queues/{name}/{message}/body", QueuesPage::openBody);
    }

    private static void show(Context context) {
        Visit visit = Visit.of(context);
        String asked = visit.given("q").orElse("");
        String order = visit.given("order").filter(ORDERS::containsKey).orElse("messages");
        List<QueueView> queues = visit.ask(new DeliveryRequest.ListQueues()).queues().stream()
                .filter(queue -> queue.name().contains(asked))
                .sorted(ORDERS.getOrDefault(order, Comparator.comparing(QueueView::name)))
                .toList();
        Page page = visit.page();
        if (Sheet.isAsked(visit)) {
            sheet(page).send(context, queues);
            return;
        }
        View view = new View(
                page,
                queues.subList(0, Math.min(MOST, queues.size())),
                Math.max(0, queues.size() - MOST),
                order,
                asked);
        visit.show(visit.isPart() ? "queues-part" : "queues", view);
    }

    private static void showOne(Context context) {
        Visit visit = Visit.of(context);
        String name = context.pathParam("name");
        Page page = visit.page();
        Pager pager = Pager.of(visit, List.of());
        boolean csv = Sheet.isAsked(visit);
        List<Waiting> messages = visit.ask(
                        new MonitoringRequest.BrowseQueue(name, 0, csv ? MOST_IN_FILE : pager.needed()))
                .messages();
        if (csv) {
            messageSheet(page, name).send(context, messages);
            return;
        }
        visit.show("queue", new QueuePageView(page, name, pager.part(messages), pager.of(messages)));
    }

    private static Sheet<QueueView> sheet(Page page) {
        return new Sheet<QueueView>("queues")
                .with(page.t("queues.name"), QueueView::name)
                .with(page.t("queues.messages"), QueueView::messages)
                .with(page.t("queues.oldest") + Sheet.HOURS, queue -> queue.oldestSeconds()
                        .<Object>map(seconds -> CsvSheet.hours(Duration.ofSeconds(seconds)))
                        .orElse(""))
                .with(page.t("queues.consumers"), QueueView::consumers)
                .with(page.t("queues.handed"), QueueView::delivering)
                .with(page.t("queues.scheduled"), QueueView::scheduled)
                .with(page.t("queues.in"), queue -> Math.round(queue.perMinute().in()))
                .with(
                        page.t("queues.out"),
                        queue -> Math.round(queue.perMinute().out()))
                .with(page.t("queues.again"), QueueView::handedAgain);
    }

    private static Sheet<Waiting> messageSheet(Page page, String queue) {
        return new Sheet<Waiting>(queue)
                .with(page.t("column.no"), Waiting::id)
                .with(page.t("column.number"), message -> header(message, HeaderNames.REFERENCE))
                .with(page.t("column.from"), message -> header(message, HeaderNames.FROM))
                .with(page.t("column.to"), message -> header(message, HeaderNames.TO))
                .with(
                        page.t("column.accepted"),
                        message -> message.since().map(page::time).orElse(""))
                .with(page.t("column.size"), Waiting::size)
                .with(page.t("column.attempts"), Waiting::attempts)
                .with(page.t("column.state"), message -> page.texts().name("place", message.place()))
                .with(
                        page.t("queue.next"),
                        message -> message.nextAttempt().map(page::time).orElse(""));
    }

    private static String header(Waiting message, String name) {
        return message.header().getOrDefault(name, "");
    }

    private static void openBody(Context context) {
        Visit visit = Visit.of(context);
        String queue = context.pathParam("name");
        String message = context.pathParam("message");
        if (!message.matches("\\d{1,18}")) {
            throw new IllegalArgumentException(visit.page().t("problem.message", message));
        }
        BodyView body =
                visit.ask(new MonitoringRequest.OpenBody(queue, Long.parseLong(message), visit.required("reason")));
        visit.show("body", new BodyPageView(visit.page(), queue, message, body));
    }
}
