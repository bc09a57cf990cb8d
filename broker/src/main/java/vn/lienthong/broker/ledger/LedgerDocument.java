// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.protocol.TrackedDocument;
import vn.lienthong.protocol.TrackedDocument.Superseded;
import vn.lienthong.protocol.TrackedDocument.TrackedDelivery;
import vn.lienthong.protocol.TrackedDocument.TrackedStatus;

/** A document of the ledger without what happened to it. */
record LedgerDocument(
        long id,
        AgencyId agency,
        DocumentId document,
        Optional<Instant> accepted,
        Optional<String> reference,
        Optional<String> subject) {
    static final String SELECT = "SELECT id, agency, document, accepted, reference, subject FROM document d";

    static final Comparator<LedgerDocument> NEWEST_FIRST = Comparator.comparing(
                    (LedgerDocument document) -> document.accepted().orElse(Instant.EPOCH))
            .thenComparing(LedgerDocument::id)
            .reversed();

    static LedgerDocument of(ResultSet row) throws SQLException {
        return new LedgerDocument(
                row.getLong("id"),
                new AgencyId(row.getString("agency")),
                new DocumentId(row.getString("document")),
                time(row, "accepted"),
                Optional.ofNullable(row.getString("reference")),
                Optional.ofNullable(row.getString("subject")));
    }

    /** Documents with all that happened to them, in the same order. */
    static List<TrackedDocument> tracked(Handle handle, List<LedgerDocument> documents) {
        if (documents.isEmpty()) {
            return List.of();
        }
        Map<Long, Sent> sent = deliveries(handle, among(documents));
        return with(documents, sent, statuses(handle, among(documents), sent));
    }

    /** Documents with their deliveries; of all their statuses the latest, which stand in the deliveries, in the same order. */
    static List<TrackedDocument> listed(Handle handle, List<LedgerDocument> documents) {
        return documents.isEmpty() ? List.of() : with(documents, deliveries(handle, among(documents)), Map.of());
    }

    /** The deliveries of one document by the place of their submission in the log. */
    private static final class Sent {
        private final SortedMap<Long, List<TrackedDelivery>> deliveries = new TreeMap<>();

        void add(long place, TrackedDelivery delivery) {
            deliveries.computeIfAbsent(place, unused -> new ArrayList<>()).add(delivery);
        }

        List<TrackedDelivery> all() {
            return deliveries.values().stream().flatMap(List::stream).toList();
        }
    }

    private static String among(List<LedgerDocument> documents) {
        return documents.stream()
                .map(document -> Long.toString(document.id()))
                .collect(Collectors.joining(",", " IN (", ")"));
    }

    private static List<TrackedDocument> with(
            List<LedgerDocument> documents, Map<Long, Sent> sent, Map<Long, List<TrackedStatus>> statuses) {
        return documents.stream()
                .map(document -> new TrackedDocument(
                        document.agency(),
                        document.document(),
                        document.accepted(),
                        document.reference(),
                        document.subject(),
                        sent.getOrDefault(document.id(), new Sent()).all(),
                        statuses.getOrDefault(document.id(), List.of())))
                .toList();
    }

    private static Map<Long, Sent> deliveries(Handle handle, String among) {
        Map<Long, Sent> sent = new HashMap<>();
        handle.createQuery(
                        "SELECT s.document_id, s.id, s.submission, s.sender, s.operation, s.expires, d.agency, d.endpoint, d.state, d.since,"
                                + " d.attempts, d.last_error, d.status, d.status_since, m.kind, m.by_document, m.since AS marked"
                                + " FROM submission s JOIN delivery d ON d.submission_id = s.id"
                                + " LEFT JOIN mark m ON m.document_id = s.document_id AND m.agency = d.agency"
                                + " AND m.submission_id = (SELECT max(x.submission_id) FROM mark x"
                                + " WHERE x.document_id = s.document_id AND x.agency = d.agency AND x.submission_id > s.id)"
                                + " WHERE s.document_id" + among + " ORDER BY s.id, d.agency")
                .map((row, context) -> {
                    sent.computeIfAbsent(row.getLong("document_id"), unused -> new Sent())
                            .add(row.getLong("id"), delivery(row));
                    return true;
                })
                .forEach(added -> {});
        return sent;
    }

    private static TrackedDelivery delivery(ResultSet row) throws SQLException {
        return new TrackedDelivery(
                new SubmissionId(row.getString("submission")),
                new EndpointId(row.getString("sender")),
                Operation.ofCode(row.getInt("operation")).orElseThrow(),
                new AgencyId(row.getString("agency")),
                new EndpointId(row.getString("endpoint")),
                DeliveryState.valueOf(row.getString("state")),
                Instant.ofEpochMilli(row.getLong("since")),
                row.getInt("attempts"),
                Optional.empty(),
                Optional.ofNullable(row.getString("status")).flatMap(ProcessingStatus::ofCode),
                time(row, "status_since"),
                Optional.ofNullable(row.getString("last_error")),
                superseded(row),
                Optional.empty(),
                time(row, "expires"));
    }

    private static Optional<Superseded> superseded(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        return kind == null
                ? Optional.empty()
                : Optional.of(new Superseded(
                        Superseded.Kind.valueOf(kind),
                        new DocumentId(row.getString("by_document")),
                        Instant.ofEpochMilli(row.getLong("marked"))));
    }

    /** What was said, seen in the order in which it and the submissions came. */
    private static Map<Long, List<TrackedStatus>> statuses(Handle handle, String among, Map<Long, Sent> sent) {
        Map<Long, SortedMap<Long, Consumer<StatusHistory>>> events = new HashMap<>();
        sent.forEach((document, deliveries) -> deliveries.deliveries.forEach((place, some) -> events(events, document)
                .put(place, history -> some.forEach(each -> history.sent(each.agency(), each.operation())))));
        handle.createQuery("SELECT document_id, id, agency, status, accepted FROM status WHERE document_id" + among)
                .map((row, context) -> {
                    AgencyId agency = new AgencyId(row.getString("agency"));
                    ProcessingStatus status =
                            ProcessingStatus.ofCode(row.getString("status")).orElseThrow();
                    Instant accepted = Instant.ofEpochMilli(row.getLong("accepted"));
                    events(events, row.getLong("document_id"))
                            .put(row.getLong("id"), history -> history.said(agency, status, accepted));
                    return true;
                })
                .forEach(added -> {});
        Map<Long, List<TrackedStatus>> statuses = new HashMap<>();
        events.forEach((document, inOrder) -> {
            StatusHistory history = new StatusHistory(sent.getOrDefault(document, new Sent()).all().stream()
                    .map(TrackedDelivery::agency)
                    .toList());
            inOrder.values().forEach(event -> event.accept(history));
            statuses.put(document, history.statuses());
        });
        return statuses;
    }

    private static SortedMap<Long, Consumer<StatusHistory>> events(
            Map<Long, SortedMap<Long, Consumer<StatusHistory>>> events, long document) {
        return events.computeIfAbsent(document, unused -> new TreeMap<>());
    }

    static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
