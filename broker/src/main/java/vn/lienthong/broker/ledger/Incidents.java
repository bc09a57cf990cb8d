// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import vn.lienthong.broker.events.Event.DeadLetterSettled;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.broker.events.Event.End;
import vn.lienthong.broker.events.Event.MessageEnded;
import vn.lienthong.broker.events.Event.RecallReminded;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.broker.ledger.Incident.Kind;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.protocol.EndpointId;

/** The incidents of a batch of events, and those that are written. */
final class Incidents {
    private static final int LONGEST = 500;
    private static final int OPERATOR = 200;
    private static final String INSERT =
            "INSERT INTO incident (id, agency, document_id, endpoint, kind, happened, attempts, operator, words,"
                    + " submission_id) SELECT ?, ?, d.id, ?, ?, ?, ?, ?, ?, (SELECT max(s.id) FROM submission s"
                    + " WHERE s.document_id = d.id AND s.sender = ? AND s.submission = ?)"
                    + " FROM document d WHERE d.agency = ? AND d.document = ?";

    private final List<Entry> entries = new ArrayList<>();

    private record Entry(long position, SubmissionKey submission, DocumentKey document, Incident incident) {}

    /** Notes a death; other ends are no incidents. */
    void add(long position, MessageEnded event) {
        if (event.end() == End.DEAD) {
            event.recipients()
                    .forEach(agency -> entries.add(new Entry(
                            position,
                            event.submission(),
                            event.document(),
                            new Incident(
                                    agency,
                                    event.endpoint(),
                                    Kind.DEAD,
                                    event.at(),
                                    Optional.of(event.attempts()),
                                    Optional.empty(),
                                    event.error()))));
        }
    }

    /** Notes what an operator decided. */
    void add(long position, DeadLetterSettled event, EndpointId endpoint) {
        Kind kind =
                switch (event.settlement().outcome()) {
                    case RETRIED -> Kind.RETRIED;
                    case RETURNED -> Kind.RETURNED;
                    case DISCARDED -> Kind.DISCARDED;
                    case RECALLED -> Kind.RECALLED;
                };
        event.recipients()
                .forEach(agency -> entries.add(new Entry(
                        position,
                        event.submission(),
                        event.document(),
                        new Incident(
                                agency,
                                endpoint,
                                kind,
                                event.at(),
                                Optional.empty(),
                                Optional.of(event.settlement().operator()),
                                event.settlement().reason()))));
    }

    /** Notes a reminder. */
    void add(long position, RecallReminded event) {
        entries.add(new Entry(
                position,
                event.submission(),
                event.document(),
                new Incident(
                        event.recipient(),
                        event.endpoint(),
                        Kind.REMINDED,
                        event.at(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));
    }

    /** Writes them, once the documents of the batch are written. */
    void writeTo(Connection connection) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Entry entry : entries) {
                bind(insert, entry);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void bind(PreparedStatement insert, Entry entry) throws SQLException {
        Incident incident = entry.incident();
        int column = 0;
        insert.setLong(++column, entry.position());
        insert.setString(++column, incident.agency().value());
        insert.setString(++column, incident.endpoint().value());
        insert.setString(++column, incident.kind().name());
        insert.setLong(++column, incident.at().toEpochMilli());
        insert.setObject(++column, incident.attempts().orElse(null), Types.INTEGER);
        insert.setString(
                ++column,
                incident.operator().map(text -> StoredText.line(text, OPERATOR)).orElse(null));
        insert.setString(
                ++column,
                incident.words().map(words -> StoredText.line(words, LONGEST)).orElse(null));
        insert.setString(++column, entry.submission().sender().value());
        insert.setString(++column, entry.submission().id().value());
        insert.setString(++column, entry.document().agency().value());
        insert.setString(++column, entry.document().id().value());
    }

    /** Those of a document, in their order. */
    static List<Incident> of(Handle handle, AgencyId agency, DocumentId document) {
        return handle.createQuery("SELECT i.agency, i.endpoint, i.kind, i.happened, i.attempts, i.operator, i.words"
                        + " FROM document d JOIN incident i ON i.document_id = d.id"
                        + " WHERE d.document = :document AND d.agency = :agency ORDER BY i.id, i.agency")
                .bind("document", document.value())
                .bind("agency", LedgerQueries.present(agency))
                .map((row, context) -> incident(row))
                .list();
    }

    private static Incident incident(ResultSet row) throws SQLException {
        int attempts = row.getInt("attempts");
        boolean died = !row.wasNull();
        return new Incident(
                new AgencyId(row.getString("agency")),
                new EndpointId(row.getString("endpoint")),
                Kind.valueOf(row.getString("kind")),
                Instant.ofEpochMilli(row.getLong("happened")),
                died ? Optional.of(attempts) : Optional.empty(),
                Optional.ofNullable(row.getString("operator")),
                Optional.ofNullable(row.getString("words")));
    }
}
