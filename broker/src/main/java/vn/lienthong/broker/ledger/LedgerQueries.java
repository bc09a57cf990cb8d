// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.broker.text.SearchText;
import vn.lienthong.edxml.AgencyCatalogue;
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

/** What can be asked of the ledger. Thread-safe. */
final class LedgerQueries {
    private static final String DOCUMENT = "SELECT id, agency, document, accepted, reference, subject FROM document d";
    private static final int MOST = 50;

    private final Jdbi jdbi;

    LedgerQueries(DataSource source) {
        this.jdbi = Jdbi.create(source);
    }

    /** The documents with an id, or with a number and notation; the newest first. */
    List<TrackedDocument> track(String name) {
        return jdbi.inTransaction(handle -> details(
                handle,
                handle.createQuery(
                                DOCUMENT + " WHERE document = :name OR reference = :name ORDER BY id DESC LIMIT :most")
                        .bind("name", name)
                        .bind("most", MOST)));
    }

    /** The document of an agency, if the ledger has it. */
    Optional<TrackedDocument> track(AgencyId agency, DocumentId document) {
        return jdbi.inTransaction(handle -> details(
                        handle,
                        handle.createQuery(DOCUMENT + " WHERE agency = :agency AND document = :document")
                                .bind("agency", present(agency))
                                .bind("document", document.value()))
                .stream()
                .findFirst());
    }

    /** The documents that match. */
    List<TrackedDocument> find(Search search) {
        StringBuilder where = new StringBuilder(" WHERE accepted IS NOT NULL");
        Map<String, Object> values = new TreeMap<>();
        words(search, where, values);
        search.from().ifPresent(agency -> values.put("sender", present(agency)));
        search.after().ifPresent(time -> values.put("after", time.toEpochMilli()));
        search.before().ifPresent(time -> values.put("before", time.toEpochMilli()));
        search.from().ifPresent(agency -> where.append(" AND d.agency = :sender"));
        search.after().ifPresent(time -> where.append(" AND accepted >= :after"));
        search.before().ifPresent(time -> where.append(" AND accepted < :before"));
        if (search.to().isPresent() || search.state().isPresent()) {
            where.append(" AND EXISTS (SELECT 1 FROM delivery x WHERE x.document_id = d.id");
            search.to().ifPresent(agency -> values.put("recipient", present(agency)));
            search.to().ifPresent(agency -> where.append(" AND x.agency = :recipient"));
            search.state().ifPresent(state -> values.put("state", state.name()));
            search.state().ifPresent(state -> where.append(" AND x.state = :state"));
            where.append(')');
        }
        return jdbi.inTransaction(handle -> details(
                handle,
                handle.createQuery(DOCUMENT + where + " ORDER BY accepted DESC LIMIT :most")
                        .bindMap(values)
                        .bind("most", search.most())));
    }

    /** What is overdue now, the longest first. */
    List<OverdueDelivery> overdue(
            Optional<AgencyId> agency, Optional<DeadlineRule> rule, int most, Deadlines deadlines) {
        Instant now = deadlines.clock().instant();
        String where = agency.map(some -> " AND o.agency = :agency").orElse("")
                + rule.map(some -> " AND o.rule = :rule").orElse("");
        return jdbi.inTransaction(handle -> {
            var query = handle.createQuery("SELECT o.rule, x.agency AS sender, x.document, x.reference, o.agency,"
                            + " d.endpoint, s.urgency, o.deadline FROM overdue o"
                            + " JOIN delivery d ON d.submission_id = o.submission_id AND d.agency = o.agency"
                            + " JOIN submission s ON s.id = o.submission_id JOIN document x ON x.id = s.document_id"
                            + " WHERE o.cleared IS NULL" + where + " ORDER BY o.deadline LIMIT :most")
                    .bind("most", most);
            agency.ifPresent(some -> query.bind("agency", present(some)));
            rule.ifPresent(some -> query.bind("rule", some.name()));
            return query.map((row, context) -> {
                        Instant deadline = Instant.ofEpochMilli(row.getLong("deadline"));
                        return new OverdueDelivery(
                                DeadlineRule.valueOf(row.getString("rule")),
                                new AgencyId(row.getString("sender")),
                                new DocumentId(row.getString("document")),
                                Optional.ofNullable(row.getString("reference")),
                                new AgencyId(row.getString("agency")),
                                new EndpointId(row.getString("endpoint")),
                                row.getInt("urgency"),
                                deadline,
                                deadlines.calendar().between(deadline, now));
                    })
                    .list();
        });
    }

    /** How the recipients of documents that were accepted in a period answered them, by agency. */
    List<ResponseReport> responses(Instant from, Instant until, Deadlines deadlines) {
        return jdbi.inTransaction(handle -> {
            ResponseCount count = new ResponseCount(deadlines.calendar());
            handle.createQuery("SELECT d.agency, d.since, min(t.accepted) AS answered,"
                            + " max(CASE WHEN t.status = '02' THEN 1 ELSE 0 END) AS refused"
                            + " FROM submission s JOIN delivery d ON d.submission_id = s.id"
                            + " LEFT JOIN status t ON t.document_id = d.document_id AND t.agency = d.agency"
                            + " AND t.status IN ('02', '03', '04', '05', '06') AND t.accepted >= d.since"
                            + " WHERE s.accepted >= :from AND s.accepted < :until AND d.state = 'DELIVERED'"
                            + " AND s.operation <> 1 GROUP BY d.submission_id, d.agency, d.since ORDER BY d.agency")
                    .bind("from", from.toEpochMilli())
                    .bind("until", until.toEpochMilli())
                    .map((row, context) -> {
                        count.add(
                                new AgencyId(row.getString("agency")),
                                Instant.ofEpochMilli(row.getLong("since")),
                                time(row, "answered"),
                                row.getInt("refused") > 0);
                        return true;
                    })
                    .forEach(counted -> {});
            return count.reports();
        });
    }

    /** How many deliveries were accepted, by what the acceptances said. */
    long accepted() {
        return number("SELECT coalesce(sum(recipients), 0) FROM submission");
    }

    /** How many messages ended that were never accepted, those up to a horizon left out. */
    long endsWithoutAcceptance(long horizon) {
        return number("SELECT count(*) FROM early_end WHERE id > " + horizon);
    }

    private long number(String query) {
        return jdbi.inTransaction(
                handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    /** How many deliveries are in each state. */
    Map<DeliveryState, Long> states() {
        Map<DeliveryState, Long> states = new EnumMap<>(DeliveryState.class);
        for (DeliveryState state : DeliveryState.values()) {
            states.put(state, 0L);
        }
        jdbi.useTransaction(handle -> handle.createQuery("SELECT state, count(*) FROM delivery GROUP BY state")
                .map((row, context) -> Map.entry(DeliveryState.valueOf(row.getString(1)), row.getLong(2)))
                .forEach(entry -> states.put(entry.getKey(), entry.getValue())));
        return states;
    }

    /** The submissions with deliveries that wait at an endpoint. */
    Set<SubmissionKey> queuedAt(EndpointId endpoint) {
        return jdbi.inTransaction(handle -> handle.createQuery(
                        "SELECT DISTINCT s.sender, s.submission FROM delivery d JOIN submission s ON s.id = d.submission_id"
                                + " WHERE d.endpoint = :endpoint AND d.state = 'QUEUED'")
                .bind("endpoint", endpoint.value())
                .map((row, context) ->
                        new SubmissionKey(new EndpointId(row.getString(1)), new SubmissionId(row.getString(2))))
                .set());
    }

    /** The endpoints at which deliveries wait. */
    List<EndpointId> endpointsWithQueued() {
        return jdbi.inTransaction(
                handle -> handle.createQuery("SELECT DISTINCT endpoint FROM delivery WHERE state = 'QUEUED'")
                        .map((row, context) -> new EndpointId(row.getString(1)))
                        .list());
    }

    private static void words(Search search, StringBuilder where, Map<String, Object> values) {
        String text = search.text().map(SearchText::of).orElse("");
        int number = 0;
        for (String word : text.split(" ", -1)) {
            if (!word.isEmpty()) {
                String name = "word" + number++;
                where.append(" AND search LIKE :").append(name).append(" ESCAPE '!'");
                values.put(
                        name, "%" + word.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
            }
        }
    }

    private static List<TrackedDocument> details(Handle handle, Query documents) {
        List<TrackedDocument> details = new ArrayList<>();
        for (Found found : documents.map((row, context) -> Found.of(row)).list()) {
            SortedMap<Long, List<TrackedDelivery>> deliveries = deliveries(handle, found.id());
            details.add(new TrackedDocument(
                    found.agency(),
                    found.document(),
                    found.accepted(),
                    found.reference(),
                    found.subject(),
                    deliveries.values().stream().flatMap(List::stream).toList(),
                    statuses(handle, found.id(), deliveries)));
        }
        return details;
    }

    /** A document without what happened to it. */
    private record Found(
            long id,
            AgencyId agency,
            DocumentId document,
            Optional<Instant> accepted,
            Optional<String> reference,
            Optional<String> subject) {
        static Found of(ResultSet row) throws SQLException {
            return new Found(
                    row.getLong("id"),
                    new AgencyId(row.getString("agency")),
                    new DocumentId(row.getString("document")),
                    time(row, "accepted"),
                    Optional.ofNullable(row.getString("reference")),
                    Optional.ofNullable(row.getString("subject")));
        }
    }

    /** The deliveries by the place of their submission in the log. */
    private static SortedMap<Long, List<TrackedDelivery>> deliveries(Handle handle, long document) {
        SortedMap<Long, List<TrackedDelivery>> deliveries = new TreeMap<>();
        handle.createQuery(
                        "SELECT s.id, s.submission, s.operation, d.agency, d.endpoint, d.state, d.since, d.attempts, d.status,"
                                + " d.status_since, d.last_error, m.kind, m.by_document, m.since AS marked"
                                + " FROM delivery d JOIN submission s ON s.id = d.submission_id"
                                + " LEFT JOIN mark m ON m.document_id = d.document_id AND m.agency = d.agency"
                                + " AND m.submission_id = (SELECT max(x.submission_id) FROM mark x"
                                + " WHERE x.document_id = d.document_id AND x.agency = d.agency"
                                + " AND x.submission_id > d.submission_id)"
                                + " WHERE d.document_id = :document ORDER BY s.id, d.agency")
                .bind("document", document)
                .map((row, context) -> Map.entry(
                        row.getLong("id"),
                        new TrackedDelivery(
                                new SubmissionId(row.getString("submission")),
                                Operation.ofCode(row.getInt("operation")).orElseThrow(),
                                new AgencyId(row.getString("agency")),
                                new EndpointId(row.getString("endpoint")),
                                DeliveryState.valueOf(row.getString("state")),
                                Instant.ofEpochMilli(row.getLong("since")),
                                row.getInt("attempts"),
                                Optional.ofNullable(row.getString("status")).flatMap(ProcessingStatus::ofCode),
                                time(row, "status_since"),
                                Optional.ofNullable(row.getString("last_error")),
                                superseded(row))))
                .forEach(entry -> deliveries
                        .computeIfAbsent(entry.getKey(), unused -> new ArrayList<>())
                        .add(entry.getValue()));
        return deliveries;
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
    private static List<TrackedStatus> statuses(
            Handle handle, long document, SortedMap<Long, List<TrackedDelivery>> deliveries) {
        SortedMap<Long, Consumer<StatusHistory>> events = new TreeMap<>();
        deliveries.forEach((place, sent) -> events.put(
                place, history -> sent.forEach(delivery -> history.sent(delivery.agency(), delivery.operation()))));
        handle.createQuery("SELECT id, agency, status, accepted FROM status WHERE document_id = :document")
                .bind("document", document)
                .map((row, context) -> {
                    AgencyId agency = new AgencyId(row.getString("agency"));
                    ProcessingStatus status =
                            ProcessingStatus.ofCode(row.getString("status")).orElseThrow();
                    Instant accepted = Instant.ofEpochMilli(row.getLong("accepted"));
                    return events.put(row.getLong("id"), history -> history.said(agency, status, accepted));
                })
                .list();
        StatusHistory history = new StatusHistory(deliveries.values().stream()
                .flatMap(List::stream)
                .map(TrackedDelivery::agency)
                .toList());
        events.values().forEach(event -> event.accept(history));
        return history.statuses();
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private static String present(AgencyId agency) {
        return AgencyCatalogue.currentForm(agency).orElse(agency).value();
    }
}
