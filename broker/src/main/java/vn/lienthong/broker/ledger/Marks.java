// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import vn.lienthong.broker.events.Event.DocumentAccepted;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.protocol.Amendment;
import vn.lienthong.protocol.TrackedDocument.Superseded.Kind;

/**
 * Marks deliveries that a later document has overtaken: those of documents it replaces, and those of recipients an update
 * removes. A mark concerns the deliveries that were there before it, so that who becomes a recipient again is one.
 */
final class Marks {
    private static final String MARK = "INSERT INTO mark (document_id, agency, submission_id, kind, by_document, since)"
            + " SELECT DISTINCT d.document_id, d.agency, ?, ?, ?, ? FROM document x"
            + " JOIN submission s ON s.document_id = x.id JOIN delivery d ON d.submission_id = s.id"
            + " WHERE x.agency = ? AND x.document = ? AND s.id < ?";
    private static final String OF_AGENCY = " AND d.agency = ?";

    /** A sender may name something twice. */
    private static final String ONCE = " ON CONFLICT DO NOTHING";

    private final List<Entry> entries = new ArrayList<>();

    private record Entry(long submission, DocumentAccepted event, Amendment amendment) {}

    /** Notes what a submission changes about others. */
    void add(long submission, DocumentAccepted event) {
        event.traits().amendment().ifPresent(amendment -> entries.add(new Entry(submission, event, amendment)));
    }

    /** Marks, once the deliveries of the batch are written. */
    void writeTo(Connection connection) throws SQLException {
        for (Entry entry : entries) {
            for (AgencyId agency : entry.amendment().removed()) {
                try (PreparedStatement insert = connection.prepareStatement(MARK + OF_AGENCY + ONCE)) {
                    insert.setString(
                            bind(insert, entry, Kind.REMOVED, entry.event().document()), agency.value());
                    insert.executeUpdate();
                }
            }
            for (DocumentId replaced : entry.amendment().replaced()) {
                try (PreparedStatement insert = connection.prepareStatement(MARK + ONCE)) {
                    DocumentKey key = new DocumentKey(entry.event().document().agency(), replaced);
                    bind(insert, entry, Kind.REPLACED, key);
                    insert.executeUpdate();
                }
            }
        }
    }

    /** Binds what both have; the number of the next value. */
    private static int bind(PreparedStatement insert, Entry entry, Kind kind, DocumentKey marked) throws SQLException {
        int column = 0;
        insert.setLong(++column, entry.submission());
        insert.setString(++column, kind.name());
        insert.setString(++column, entry.event().document().id().value());
        insert.setLong(++column, entry.event().at().toEpochMilli());
        insert.setString(++column, marked.agency().value());
        insert.setString(++column, marked.id().value());
        insert.setLong(++column, entry.submission());
        return column + 1;
    }
}
