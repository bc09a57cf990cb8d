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
        return documents.isEmpty()
                ? List.of()
                : with(documents, deliveries(handle, among(documents)), statuses(handle, among(documents)));
    }

    /** Documents with their deliveries; of all their statuses the latest, which stand in the deliveries, in the same order. */
    static List<TrackedDocument> listed(Handle handle, List<LedgerDocument> documents) {
        return documents.isEmpty() ? List.of() : with(documents, deliveries(handle, among(documents)), Map.of());
    }

    private static String among(List<LedgerDocument> documents) {
        return documents.stream()
                .map(document -> Long.toString(document.id()))
                .collect(Collectors.joining(",", " IN (", ")"));
    }

    private static List<TrackedDocument> with(
            List<LedgerDocument> documents,
            Map<Long, List<TrackedDelivery>> deliveries,
            Map<Long, List<TrackedStatus>> statuses) {
        return documents.stream()
                .map(document -> new TrackedDocument(
                        document.agency(),
                        document.document(),
                        document.accepted(),
                        document.reference(),
                        document.subject(),
                        deliveries.getOrDefault(document.id(), List.of()),
                        statuses.getOrDefault(document.id(), List.of())))
                .toList();
    }

    private static Map<Long, List<TrackedDelivery>> deliveries(Handle handle, String among) {
        Map<Long, List<TrackedDelivery>> deliveries = new HashMap<>();
        handle.createQuery("SELECT s.document_id, s.submission, s.operation, d.agency, d.endpoint, d.state, d.since,"
                        + " d.attempts, d.status, d.status_since FROM submission s JOIN delivery d"
                        + " ON d.submission_id = s.id WHERE s.document_id" + among + " ORDER BY s.id, d.agency")
                .map((row, context) -> deliveries
                        .computeIfAbsent(row.getLong("document_id"), unused -> new ArrayList<>())
                        .add(delivery(row)))
                .forEach(added -> {});
        return deliveries;
    }

    private static TrackedDelivery delivery(ResultSet row) throws SQLException {
        return new TrackedDelivery(
                new SubmissionId(row.getString("submission")),
                Operation.ofCode(row.getInt("operation")).orElseThrow(),
                new AgencyId(row.getString("agency")),
                new EndpointId(row.getString("endpoint")),
                DeliveryState.valueOf(row.getString("state")),
                Instant.ofEpochMilli(row.getLong("since")),
                row.getInt("attempts"),
                Optional.ofNullable(row.getString("status")).flatMap(ProcessingStatus::ofCode),
                time(row, "status_since"));
    }

    private static Map<Long, List<TrackedStatus>> statuses(Handle handle, String among) {
        Map<Long, List<TrackedStatus>> statuses = new HashMap<>();
        handle.createQuery("SELECT document_id, agency, status, accepted FROM status WHERE document_id" + among
                        + " ORDER BY id")
                .map((row, context) -> statuses.computeIfAbsent(row.getLong("document_id"), unused -> new ArrayList<>())
                        .add(new TrackedStatus(
                                new AgencyId(row.getString("agency")),
                                ProcessingStatus.ofCode(row.getString("status")).orElseThrow(),
                                Instant.ofEpochMilli(row.getLong("accepted")))))
                .forEach(added -> {});
        return statuses;
    }

    static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
