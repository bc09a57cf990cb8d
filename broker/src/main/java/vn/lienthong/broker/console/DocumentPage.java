// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.broker.administration.DeliveryRequest;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.protocol.TrackedDocument;
import vn.lienthong.protocol.TrackedDocument.Superseded;
import vn.lienthong.protocol.TrackedDocument.TrackedDelivery;
import vn.lienthong.protocol.TrackedDocument.TrackedStatus;

/** One document: what happened to it, and where it is for each recipient. */
final class DocumentPage {
    private static final Duration GAP = Duration.ofHours(8);

    private DocumentPage() {}

    /**
     * One thing that happened.
     *
     * @param at when
     * @param kind what kind, for its sign
     * @param text what
     * @param remark what is unusual about it; empty if nothing is
     */
    record Happening(Instant at, String kind, String text, String remark) {}

    /** One recipient. */
    record Recipient(TrackedDelivery delivery, String status, String age, String note, String told) {}

    /** What the page shows. */
    record View(Page page, TrackedDocument document, List<Happening> timeline, List<Recipient> recipients) {
        String link() {
            return DocumentPage.link(document.agency(), document.document());
        }
    }

    static void route(RoutesConfig routes) {
        routes.get("/document", DocumentPage::show);
    }

    /** Where a document is shown; its id may hold anything. */
    static String link(AgencyId agency, DocumentId document) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("agency", agency.value());
        query.put("id", document.value());
        return "/document" + Pager.query(query);
    }

    private static void show(Context context) {
        Visit visit = Visit.of(context);
        Page page = visit.page();
        AgencyId agency = new AgencyId(visit.required("agency"));
        String id = visit.required("id");
        TrackedDocument document = visit.ask(new DeliveryRequest.Track(id, Optional.of(agency))).documents().stream()
                .filter(found -> found.document().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(page.t("document.unknown", id, agency)));
        visit.show(
                visit.isPart() ? "document-part" : "document",
                new View(page, document, timeline(page, document), recipients(page, document)));
    }

    private static List<Recipient> recipients(Page page, TrackedDocument document) {
        return document.deliveries().stream()
                .map(delivery -> new Recipient(
                        delivery,
                        delivery.status().map(status -> status(page, status)).orElse(""),
                        page.texts().duration(Duration.between(waitingSince(delivery), page.now())),
                        delivery.superseded()
                                .map(later -> note(page, later))
                                .or(() -> delivery.lastError().map(page::stored))
                                .orElse(""),
                        delivery.receipt()
                                .map(receipt -> page.t(
                                        "document.told",
                                        page.texts().name("receipt", receipt.kind()),
                                        page.texts().name("receipt", receipt.standing())))
                                .orElse("–")))
                .toList();
    }

    private static Instant waitingSince(TrackedDelivery delivery) {
        return delivery.statusSince().orElse(delivery.since());
    }

    private static String note(Page page, Superseded later) {
        return later.kind() == Superseded.Kind.REMOVED
                ? page.t("document.removed")
                : page.t("document.replaced", later.by());
    }

    private static String status(Page page, ProcessingStatus status) {
        return status.code() + " " + (page.texts().language().equals("vi") ? status.vietnamese() : status.english());
    }

    private static List<Happening> timeline(Page page, TrackedDocument document) {
        List<Happening> all = new ArrayList<>();
        Map<SubmissionId, Operation> submissions = new LinkedHashMap<>();
        document.deliveries().forEach(delivery -> submissions.putIfAbsent(delivery.submission(), delivery.operation()));
        document.accepted()
                .ifPresent(at -> all.add(new Happening(
                        at,
                        "accepted",
                        page.t("timeline.accepted", document.deliveries().size()),
                        "")));
        for (TrackedDelivery delivery : document.deliveries()) {
            if (delivery.state() != DeliveryState.QUEUED) {
                all.add(new Happening(
                        delivery.since(),
                        delivery.state().name().toLowerCase(Locale.ROOT),
                        page.t(
                                "timeline." + delivery.state(),
                                delivery.agency(),
                                delivery.endpoint(),
                                delivery.attempts()),
                        delivery.operation() == Operation.NEW
                                ? ""
                                : page.texts().name("operation", delivery.operation())));
            }
        }
        for (TrackedStatus said : document.statuses()) {
            all.add(new Happening(
                    said.accepted(),
                    "status",
                    said.agency() + ": " + status(page, said.status()),
                    said.remark()
                            .map(remark ->
                                    page.texts().language().equals("vi") ? remark.vietnamese() : remark.english())
                            .orElse("")));
        }
        all.sort(Comparator.comparing(Happening::at));
        List<Happening> told = withGaps(page, document, all);
        told.addAll(ahead(page, document));
        return told;
    }

    /** What will happen by itself. */
    private static List<Happening> ahead(Page page, TrackedDocument document) {
        return document.deliveries().stream()
                .flatMap(delivery -> delivery.nextAttempt().stream()
                        .map(at -> new Happening(
                                at,
                                "next",
                                page.t(
                                        "timeline.next",
                                        delivery.agency(),
                                        delivery.endpoint(),
                                        delivery.attempts() + 1),
                                delivery.lastError().map(page::stored).orElse(""))))
                .sorted(Comparator.comparing(Happening::at))
                .toList();
    }

    /** Long silences are told, the present one included as long as somebody has something to say. */
    private static List<Happening> withGaps(Page page, TrackedDocument document, List<Happening> all) {
        List<Happening> told = new ArrayList<>();
        for (Happening happening : all) {
            if (!told.isEmpty()) {
                addGap(page, told, happening.at(), "timeline.gap");
            }
            told.add(happening);
        }
        boolean isOpen = document.deliveries().stream().anyMatch(DocumentPage::isOpen);
        if (!told.isEmpty() && isOpen) {
            addGap(page, told, page.now(), "timeline.silent");
        }
        return told;
    }

    private static void addGap(Page page, List<Happening> told, Instant until, String text) {
        Duration gap = Duration.between(told.get(told.size() - 1).at(), until);
        if (gap.compareTo(GAP) > 0) {
            told.add(new Happening(until, "gap", page.t(text, page.texts().duration(gap)), ""));
        }
    }

    private static boolean isOpen(TrackedDelivery delivery) {
        return delivery.state() == DeliveryState.QUEUED
                || (delivery.state() == DeliveryState.DELIVERED
                        && delivery.status()
                                .map(status ->
                                        status != ProcessingStatus.COMPLETED && status != ProcessingStatus.REFUSED)
                                .orElse(true));
    }
}
