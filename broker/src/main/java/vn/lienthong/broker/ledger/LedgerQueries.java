// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.edxml.AgencyCatalogue;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Operation;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.protocol.TrackedDocument;

/** What can be asked of the ledger. Thread-safe. */
final class LedgerQueries {
    private static final int MOST = 50;

    /** Who got a recall of a document after a submission of it, or was removed by an update. */
    private static final String TAKEN_BACK = "WITH sent AS (SELECT s.id, s.document_id FROM document x"
            + " JOIN submission s ON s.document_id = x.id WHERE x.agency = :agency AND x.document = :document"
            + " AND s.sender = :sender AND s.submission = :submission)"
            + " SELECT d.agency FROM sent JOIN submission r ON r.document_id = sent.document_id AND r.id > sent.id"
            + " AND r.operation = :recall JOIN delivery d ON d.submission_id = r.id"
            + " UNION SELECT m.agency FROM sent JOIN mark m ON m.document_id = sent.document_id"
            + " AND m.submission_id > sent.id AND m.kind = 'REMOVED'";

    private static final String TO_REMIND = "SELECT s.sender, s.submission, x.agency AS author, x.document, o.agency,"
            + " d.endpoint FROM overdue o JOIN submission s ON s.id = o.submission_id"
            + " JOIN document x ON x.id = s.document_id"
            + " JOIN delivery d ON d.submission_id = o.submission_id AND d.agency = o.agency"
            + " WHERE o.rule = :rule AND o.cleared IS NULL AND NOT EXISTS (SELECT 1 FROM incident i"
            + " WHERE i.document_id = s.document_id AND i.submission_id = s.id AND i.agency = o.agency"
            + " AND i.kind = :reminded) ORDER BY o.deadline LIMIT :most";

    private final Jdbi jdbi;
    private final WordIndex words;

    LedgerQueries(DataSource source, WordIndex words) {
        this.jdbi = Jdbi.create(source);
        this.words = words;
    }

    Jdbi jdbi() {
        return jdbi;
    }

    /** The documents with an id, or with a number and notation; the newest first. */
    List<TrackedDocument> track(String name) {
        return jdbi.inTransaction(handle -> LedgerDocument.tracked(
                handle,
                handle.createQuery("SELECT * FROM (" + LedgerDocument.SELECT + " WHERE document = :name UNION "
                                + LedgerDocument.SELECT + " WHERE reference = :name) d ORDER BY id DESC LIMIT " + MOST)
                        .bind("name", name)
                        .map((row, context) -> LedgerDocument.of(row))
                        .list()));
    }

    /** The document of an agency, if the ledger has it. */
    Optional<TrackedDocument> track(AgencyId agency, DocumentId document) {
        return jdbi.inTransaction(handle -> LedgerDocument.tracked(
                        handle,
                        handle.createQuery(LedgerDocument.SELECT + " WHERE document = :document AND agency = :agency")
                                .bind("document", document.value())
                                .bind("agency", present(agency))
                                .map((row, context) -> LedgerDocument.of(row))
                                .list())
                .stream()
                .findFirst());
    }

    /** What befell the deliveries of a document. */
    List<Incident> incidents(AgencyId agency, DocumentId document) {
        return jdbi.inTransaction(handle -> Incidents.of(handle, agency, document));
    }

    /** From whom a recall or an update took a document after it was handed in with a submission. */
    Set<AgencyId> takenBackSince(SubmissionKey submission, DocumentKey document) {
        return jdbi.inTransaction(handle -> handle.createQuery(TAKEN_BACK)
                .bind("agency", document.agency().value())
                .bind("document", document.id().value())
                .bind("sender", submission.sender().value())
                .bind("submission", submission.id().value())
                .bind("recall", Operation.RECALL.code())
                .map((row, context) -> new AgencyId(row.getString(1)))
                .set());
    }

    /** The recalls that are overdue and whose recipients were not reminded, the longest overdue first. */
    List<UnansweredRecall> recallsToRemindOf(int most) {
        return jdbi.inTransaction(handle -> handle.createQuery(TO_REMIND)
                .bind("rule", DeadlineRule.RECALL_UNANSWERED.name())
                .bind("reminded", Incident.Kind.REMINDED.name())
                .bind("most", most)
                .map((row, context) -> new UnansweredRecall(
                        new SubmissionKey(
                                new EndpointId(row.getString("sender")), new SubmissionId(row.getString("submission"))),
                        new DocumentKey(
                                new AgencyId(row.getString("author")), new DocumentId(row.getString("document"))),
                        new AgencyId(row.getString("agency")),
                        new EndpointId(row.getString("endpoint"))))
                .list());
    }

    /** The documents that match, with the latest status of each delivery. */
    List<TrackedDocument> find(Search search, Among among) {
        return jdbi.inTransaction(
                handle -> LedgerDocument.listed(handle, new DocumentSearch(search, among, words).run(handle)));
    }

    /** What is overdue now, the longest first. */
    List<OverdueDelivery> overdue(OverdueQuery asked, Deadlines deadlines) {
        Instant now = deadlines.clock().instant();
        Among among = new Among(asked.among());
        String where = asked.agency().map(some -> " AND o.agency = :agency").orElse("")
                + asked.rule().map(some -> " AND o.rule = :rule").orElse("")
                + (among.isEverything()
                        ? ""
                        : " AND (" + among.condition("o.agency") + " OR " + among.condition("x.agency") + ")");
        return jdbi.inTransaction(handle -> {
            var query = handle.createQuery("SELECT o.rule, x.agency AS sender, x.document, x.reference, o.agency,"
                            + " d.endpoint, s.urgency, o.deadline FROM overdue o"
                            + " JOIN delivery d ON d.submission_id = o.submission_id AND d.agency = o.agency"
                            + " JOIN submission s ON s.id = o.submission_id JOIN document x ON x.id = s.document_id"
                            + " WHERE o.cleared IS NULL" + where
                            + " ORDER BY o.deadline, o.submission_id, o.agency LIMIT :most")
                    .bind("most", asked.most())
                    .bindMap(among.values());
            asked.agency().ifPresent(some -> query.bind("agency", present(some)));
            asked.rule().ifPresent(some -> query.bind("rule", some.name()));
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

    /** How many deliveries are overdue now, by rule. */
    Map<DeadlineRule, Long> overdueCounts() {
        return jdbi.inTransaction(handle -> {
            Map<DeadlineRule, Long> counts = new EnumMap<>(DeadlineRule.class);
            handle.createQuery("SELECT rule, count(*) AS number FROM overdue WHERE cleared IS NULL GROUP BY rule")
                    .map((row, context) ->
                            counts.put(DeadlineRule.valueOf(row.getString("rule")), row.getLong("number")))
                    .forEach(counted -> {});
            return counts;
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
                                LedgerDocument.time(row, "answered"),
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
        jdbi.useTransaction(handle -> {
            handle.createQuery("SELECT state, count(*) FROM delivery WHERE state <> 'DELIVERED' GROUP BY state")
                    .map((row, context) -> Map.entry(DeliveryState.valueOf(row.getString(1)), row.getLong(2)))
                    .forEach(entry -> states.put(entry.getKey(), entry.getValue()));
            long all = handle.createQuery("SELECT count(*) FROM delivery")
                    .mapTo(Long.class)
                    .one();
            states.put(
                    DeliveryState.DELIVERED,
                    all - states.values().stream().mapToLong(Long::longValue).sum());
        });
        return states;
    }

    /** The endpoints at which deliveries wait. */
    List<EndpointId> endpointsWithQueued() {
        return jdbi.inTransaction(
                handle -> handle.createQuery("SELECT DISTINCT endpoint FROM delivery WHERE state = 'QUEUED'")
                        .map((row, context) -> new EndpointId(row.getString(1)))
                        .list());
    }

    /** Old and new code of an agency are one agency in the ledger. */
    static String present(AgencyId agency) {
        return AgencyCatalogue.currentForm(agency).orElse(agency).value();
    }
}
