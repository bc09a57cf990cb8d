// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.broker.administration.AdministrationAnswer.BodyView;
import vn.lienthong.broker.administration.AdministrationAnswer.QueueView;
import vn.lienthong.broker.administration.DeliveryRequest;
import vn.lienthong.broker.administration.MonitoringRequest;
import vn.lienthong.broker.mailbox.QueueWindow.Waiting;
import vn.lienthong.protocol.HeaderNames;

/** Queues and what is in them. */
final class QueuesPage {
    private static final int MOST = 300;

    private static final Map<String, Comparator<QueueView>> ORDERS = Map.of(
            "messages", Comparator.comparingLong(QueueView::messages).reversed(),
            "oldest",
                    Comparator.comparingLong(
                                    (QueueView queue) -> queue.oldestSeconds().orElse(0L))
                            .reversed(),
            "consumers", Comparator.comparingInt(QueueView::consumers),
            "name", Comparator.comparing(QueueView::name));

    private QueuesPage() {}

    /** All queues. */
    record View(Page page, List<QueueView> queues, int left, String order, String asked) {
        String link(String column) {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("order", column);
            query.put("q", asked);
            return "/queues" + Pager.query(query);
        }
    }

    /** One queue. */
    record QueuePageView(Page page, String name, List<Waiting> messages, Pager pager) {
        String header(Waiting message, String name) {
            return message.header().getOrDefault(name, "");
        }

        String number(Waiting message) {
            return header(message, HeaderNames.REFERENCE);
        }

        String from(Waiting message) {
            return header(message, HeaderNames.FROM);
        }

        String to(Waiting message) {
            return header(message, HeaderNames.TO);
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
        View view = new View(
                visit.page(),
                queues.subList(0, Math.min(MOST, queues.size())),
                Math.max(0, queues.size() - MOST),
                order,
                asked);
        visit.show(visit.isPart() ? "queues-part" : "queues", view);
    }

    private static void showOne(Context context) {
        Visit visit = Visit.of(context);
        String name = context.pathParam("name");
        Pager pager = Pager.of(visit, List.of());
        List<Waiting> messages = visit.ask(new MonitoringRequest.BrowseQueue(name, 0, pager.needed()))
                .messages();
        visit.show("queue", new QueuePageView(visit.page(), name, pager.part(messages), pager.of(messages)));
    }

    private static void openBody(Context context) {
        Visit visit = Visit.of(context);
        String queue = context.pathParam("name");
        String message = context.pathParam("message");
        if (!message.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("there is no message " + message);
        }
        BodyView body = visit.ask(new MonitoringRequest.OpenBody(queue, Long.parseLong(message)));
        visit.show("body", new BodyPageView(visit.page(), queue, message, body));
    }
}
