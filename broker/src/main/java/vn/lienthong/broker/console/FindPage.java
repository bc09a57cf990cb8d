// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.lienthong.broker.administration.AdministrationAnswer.AgencyView;
import vn.lienthong.broker.administration.DeliveryRequest;
import vn.lienthong.broker.ledger.Search;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.TrackedDocument;
import vn.lienthong.protocol.TrackedDocument.TrackedDelivery;

/** Documents by words, agencies, state and time. */
final class FindPage {
    private static final int MOST_IN_FILE = 10_000;
    private static final int MOST_AGENCIES = 5;
    private static final List<String> ASKED = List.of("q", "from", "to", "state", "since", "until");

    private FindPage() {}

    /** A document that was found. */
    record Found(TrackedDocument document, String link, String states) {}

    /** What the page shows. */
    record View(Page page, Pager pager, List<AgencyView> agencies, List<Found> found) {
        String value(String name) {
            return pager.value(name);
        }

        List<DeliveryState> states() {
            return List.of(DeliveryState.values());
        }
    }

    static void route(RoutesConfig routes) {
        routes.get("/find", FindPage::show);
    }

    private static void show(Context context) {
        Visit visit = Visit.of(context);
        Page page = visit.page();
        Pager pager = Pager.of(visit, ASKED);
        boolean csv = visit.given("form").equals(Optional.of("csv"));
        List<TrackedDocument> all = visit.ask(
                        new DeliveryRequest.Find(search(visit, csv ? MOST_IN_FILE : pager.needed())))
                .documents();
        if (csv) {
            sendFile(context, page, all);
            return;
        }
        List<Found> found =
                pager.part(all).stream().map(document -> found(page, document)).toList();
        List<AgencyView> agencies = pager.number() == 1
                ? visit.given("q")
                        .map(words -> AgenciesPage.agencies(visit, words, MOST_AGENCIES))
                        .orElse(List.of())
                : List.of();
        visit.show("find", new View(page, pager.of(all), agencies, found));
    }

    private static Search search(Visit visit, int most) {
        return new Search(
                visit.given("q"),
                visit.given("from").map(AgencyId::new),
                visit.given("to").map(AgencyId::new),
                visit.given("state").map(DeliveryState::valueOf),
                visit.day("since", 0),
                visit.day("until", 1),
                most);
    }

    static Found found(Page page, TrackedDocument document) {
        return new Found(document, DocumentPage.link(document.agency(), document.document()), states(page, document));
    }

    private static String states(Page page, TrackedDocument document) {
        Map<DeliveryState, Long> counts = document.deliveries().stream()
                .collect(Collectors.groupingBy(
                        TrackedDelivery::state, () -> new EnumMap<>(DeliveryState.class), Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + page.texts().name("state", entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static void sendFile(Context context, Page page, List<TrackedDocument> documents) {
        Csv.send(
                context,
                "documents",
                List.of(
                        page.t("column.accepted"),
                        page.t("column.number"),
                        page.t("column.subject"),
                        page.t("column.from"),
                        page.t("column.deliveries"),
                        page.t("column.id")),
                documents.stream()
                        .map(document -> List.of(
                                document.accepted().map(page::time).orElse(""),
                                document.reference().orElse(""),
                                document.subject().orElse(""),
                                document.agency().value(),
                                states(page, document),
                                document.document().value()))
                        .toList());
    }
}
