// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.broker.administration.DeliveryRequest;
import vn.lienthong.broker.console.Timeline.Happening;
import vn.lienthong.broker.ledger.Incident;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.TrackedDocument;
import vn.lienthong.protocol.TrackedDocument.Superseded;
import vn.lienthong.protocol.TrackedDocument.TrackedDelivery;

/** One document: what happened to it, and where it is for each recipient. */
final class DocumentPage {
    private DocumentPage() {}

    /** One recipient. */
    record Recipient(TrackedDelivery delivery, String status, String age, String note, String told) {
        /** Until when it may be handed out, as long as that is not done. */
        Optional<Instant> waitsUntil() {
            return delivery.expires().filter(end -> delivery.state() == DeliveryState.QUEUED);
        }
    }

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
        AgencyId agency = visit.agencyOf(visit.required("agency"));
        String id = visit.required("id");
        TrackedDocument document = visit.ask(new DeliveryRequest.Track(id, Optional.of(agency))).documents().stream()
                .filter(found -> found.document().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(page.t("document.unknown", id, agency)));
        List<Recipient> recipients = recipients(page, document);
        if (Sheet.isAsked(visit)) {
            sheet(page).send(context, recipients);
            return;
        }
        List<Incident> incidents = visit.ask(new DeliveryRequest.ListIncidents(agency, document.document()))
                .incidents();
        visit.show(
                visit.isPart() ? "document-part" : "document",
                new View(page, document, Timeline.of(page, document, incidents), recipients));
    }

    private static Sheet<Recipient> sheet(Page page) {
        return new Sheet<Recipient>("recipients")
                .with(page.t("column.agency"), recipient -> recipient.delivery().agency())
                .with(
                        page.t("agency.endpoint"),
                        recipient -> recipient.delivery().endpoint())
                .with(page.t("column.operation"), recipient -> page.texts()
                        .name("operation", recipient.delivery().operation()))
                .with(page.t("column.state"), recipient -> page.texts()
                        .name("state", recipient.delivery().state()))
                .with(
                        page.t("column.since"),
                        recipient -> page.time(recipient.delivery().since()))
                .with(page.t("column.status"), Recipient::status)
                .with(page.t("column.waiting"), Recipient::age)
                .with(
                        page.t("column.attempts"),
                        recipient -> recipient.delivery().attempts())
                .with(page.t("document.next"), recipient -> recipient
                        .delivery()
                        .nextAttempt()
                        .map(page::time)
                        .orElse(""))
                .with(page.t("column.told"), Recipient::told)
                .with(page.t("column.note"), Recipient::note);
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

    static String status(Page page, ProcessingStatus status) {
        return status.code() + " " + (page.texts().language().equals("vi") ? status.vietnamese() : status.english());
    }
}
