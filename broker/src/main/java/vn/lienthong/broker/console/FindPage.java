// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.lienthong.broker.administration.AdministrationAnswer.AgencyView;
import vn.lienthong.broker.administration.DeliveryRequest;
import vn.lienthong.broker.administration.DirectoryRequest;
import vn.lienthong.broker.ledger.Search;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.TrackedDocument;
import vn.lienthong.protocol.TrackedDocument.TrackedDelivery;

/** Documents by words, agencies, state and time. */
final class FindPage {
    private static final int MOST_IN_FILE = 10_000;
    private static final int MOST_AGENCIES = 5;
    private static final String OLDEST = "oldest";
    private static final List<String> ASKED = List.of("q", "from", "to", "state", "since", "until", "order");

    private FindPage() {}

    /** A document that was found. */
    record Found(TrackedDocument document, String link, String states) {}

    /** What the page shows. */
    record View(Page page, Pager pager, List<AgencyView> agencies, List<Found> found) {
        String value(String name) {
            return pager.value(name);
        }

        /** Which way documents are sorted. */
        String sorted() {
            return value("order").equals(OLDEST) ? "ascending" : "descending";
        }

        /** The same sorted the other way. */
        String otherOrder() {
            return pager.with("order", value("order").equals(OLDEST) ? "newest" : OLDEST);
        }

        int mostInFile() {
            return MOST_IN_FILE;
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
        boolean csv = Sheet.isAsked(visit);
        List<TrackedDocument> all = visit.ask(
                        new DeliveryRequest.Find(search(visit, csv ? MOST_IN_FILE : pager.needed())))
                .documents();
        if (csv) {
            sheet(page).send(context, all);
            return;
        }
        List<Found> found =
                pager.part(all).stream().map(document -> found(page, document)).toList();
        List<AgencyView> agencies = pager.number() == 1
                ? visit.given("q")
                        .map(words -> visit.ask(new DirectoryRequest.FindAgencies(words, MOST_AGENCIES))
                                .agencies())
                        .orElse(List.of())
                : List.of();
        visit.show("find", new View(page, pager.of(all), agencies, found));
    }

    private static Search search(Visit visit, int most) {
        return new Search(
                visit.given("q"),
                visit.agency("from"),
                visit.agency("to"),
                visit.choice("state", DeliveryState.class),
                visit.day("since", 0),
                visit.day("until", 1),
                most,
                visit.given("order").filter(OLDEST::equals).isPresent());
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

    private static Sheet<TrackedDocument> sheet(Page page) {
        return new Sheet<TrackedDocument>("documents")
                .with(
                        page.t("column.accepted"),
                        document -> document.accepted().map(page::time).orElse(""))
                .with(page.t("column.number"), document -> document.reference().orElse(""))
                .with(page.t("column.subject"), document -> document.subject().orElse(""))
                .with(page.t("column.from"), TrackedDocument::agency)
                .with(page.t("column.deliveries"), document -> states(page, document))
                .with(page.t("column.id"), TrackedDocument::document);
    }
}
