// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.broker.administration.DeliveryRequest;
import vn.lienthong.broker.ledger.Incident;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.TrackedDocument;
import vn.lienthong.protocol.TrackedDocument.Superseded;
import vn.lienthong.protocol.TrackedDocument.TrackedDelivery;
import vn.lienthong.protocol.TrackedDocument.TrackedReceipt;

/** Where a document is, recipient by recipient. */
@Command(
        name = "track",
        mixinStandardHelpOptions = true,
        description = "Show where a document is: for each recipient its state, since when, and how far they are.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lienthong track 123/UBND-VP               every document with this number and notation",
            "  lienthong track 123/UBND-VP --from H49",
            "  lienthong track 5b6c0e0a-1f0e-4c7f-8f0e-d2f5b1a0c111 --json     by document id",
            "",
            "STATE is what the exchange knows: QUEUED, DELIVERED, RECALLED, EXPIRED, DEAD. STATUS is what the recipient",
            "reported: 01 arrived, 02 refused, 03 received, 04 assigned, 05 in progress, 06 completed, 15 and 16 recall",
            "agreed and not agreed. NOTE: a later document replaced this one or removed the recipient, or what the",
            "recipient's application said when it could not take it, or until when it may be handed out. NEXT: when it is handed",
            "out again. TOLD: whether the sender's system has the receipt for STATE: yes, waiting in its statuses queue, soon, -",
            "for no such receipts.",
            "Statuses that are unusual (repeated, late, out of order, unasked, not from a recipient) are listed below the",
            "table; they are recorded and move nothing back. So is what befell it on the way: that it could not be handed over,",
            "and what operators did then.",
            "Times are those of Vietnam; in JSON they are UTC. Exit code 1: no such document."
        })
final class TrackCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(paramLabel = "DOCUMENT", description = "Number and notation, or the document's id.")
    private String document = "";

    @Option(names = "--from", paramLabel = "CODE", description = "Only that of this agency.")
    private Optional<AgencyId> from = Optional.empty();

    @Override
    public Integer call() throws IOException {
        List<TrackedDocument> documents = new ExchangeOffice(data.folder())
                .ask(new DeliveryRequest.Track(document, from))
                .documents();
        output.show(documents, documents.isEmpty() ? output.word("no such document", "không có văn bản này") : "");
        if (!output.isJson()) {
            for (TrackedDocument found : documents) {
                output.show(found, lines(found));
                incidents(found);
            }
        }
        return documents.isEmpty() ? 1 : 0;
    }

    /** Tells what befell it on the way, in the words of the console. */
    private void incidents(TrackedDocument document) throws IOException {
        List<Incident> incidents = new ExchangeOffice(data.folder())
                .ask(new DeliveryRequest.ListIncidents(document.agency(), document.document()))
                .incidents();
        if (!incidents.isEmpty()) {
            output.show(
                    incidents, incidents.stream().map(this::line).collect(Collectors.joining(System.lineSeparator())));
        }
    }

    private String line(Incident incident) {
        return LocalTime.of(incident.at()) + " "
                + output.texts()
                        .text(
                                "incident." + incident.kind(),
                                incident.agency(),
                                incident.endpoint(),
                                incident.attempts().orElse(0),
                                incident.operator().orElse("-"))
                + incident.words().map(words -> ": " + words).orElse("");
    }

    private String lines(TrackedDocument document) {
        Table table = new Table(
                "RECIPIENT", "ENDPOINT", "STATE", "SINCE", "ATTEMPTS", "NEXT", "STATUS", "SINCE", "TOLD", "NOTE");
        document.deliveries()
                .forEach(delivery -> table.row(
                        delivery.agency(),
                        delivery.endpoint(),
                        delivery.state(),
                        LocalTime.of(delivery.since()),
                        delivery.attempts(),
                        LocalTime.of(delivery.nextAttempt()),
                        delivery.status().map(ProcessingStatus::code).orElse("-"),
                        LocalTime.of(delivery.statusSince()),
                        delivery.receipt().map(this::told).orElse("-"),
                        delivery.superseded()
                                .map(this::note)
                                .or(delivery::lastError)
                                .or(() -> until(delivery))
                                .orElse("")));
        Stream<String> remarks = document.statuses().stream().flatMap(said -> said.remark().stream()
                .map(remark -> said.status().code() + " " + said.agency() + " " + LocalTime.of(said.accepted()) + ": "
                        + output.word(remark.english(), remark.vietnamese())));
        return Stream.concat(
                        Stream.of(
                                document.reference().orElse("-") + "  "
                                        + document.subject().orElse("-"),
                                "from " + document.agency() + "  id " + document.document() + "  accepted "
                                        + LocalTime.of(document.accepted()),
                                table.toString()),
                        remarks)
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private Optional<String> until(TrackedDelivery delivery) {
        return delivery.expires()
                .filter(end -> delivery.state() == DeliveryState.QUEUED)
                .map(end -> output.word("until ", "giao đến ") + LocalTime.of(end));
    }

    private String told(TrackedReceipt receipt) {
        return switch (receipt.standing()) {
            case ON_ITS_WAY -> output.word("soon", "sắp báo");
            case WAITING -> output.word("waiting", "chờ lấy");
            case HANDED_OUT -> output.word("yes", "đã lấy");
        };
    }

    private String note(Superseded later) {
        return switch (later.kind()) {
            case REMOVED -> output.word("no recipient any more", "không còn là nơi nhận");
            case REPLACED -> output.word("replaced by ", "được thay thế bởi ") + later.by();
        };
    }
}
