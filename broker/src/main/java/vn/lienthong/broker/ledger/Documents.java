// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.lienthong.broker.events.Event.DocumentAccepted;
import vn.lienthong.broker.events.Event.DocumentKey;

/** Finds or writes the documents that events are about. The ones used last are remembered. */
final class Documents {
    private static final int REMEMBERED = 20_000;

    private final Map<DocumentKey, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DocumentKey, Known> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** A document in the ledger and whether its acceptance is. */
    record Known(long id, boolean accepted) {}

    /** Forgets everything, after a transaction that failed. */
    void forget() {
        known.clear();
    }

    /**
     * The document of a key; written without details if there is none.
     *
     * @param position the number it gets if it is new
     */
    Known named(Connection connection, DocumentKey key, long position) throws SQLException {
        Known document = known.get(key);
        if (document == null) {
            Optional<Known> stored = find(connection, key);
            document = stored.isPresent() ? stored.get() : insert(connection, key, position);
            known.put(key, document);
        }
        return document;
    }

    /** Writes what an acceptance says about a document; the latest word counts. */
    void accepted(Connection connection, DocumentAccepted event, Known document) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE document SET accepted = coalesce(accepted, ?), reference = coalesce(?, reference),"
                        + " subject = coalesce(?, subject), search = coalesce(?, search) WHERE id = ?")) {
            update.setLong(1, event.at().toEpochMilli());
            update.setString(2, event.traits().reference().orElse(null));
            update.setString(3, event.traits().subject().orElse(null));
            update.setString(4, search(event));
            update.setLong(5, document.id());
            update.executeUpdate();
        }
        known.put(event.document(), new Known(document.id(), true));
    }

    private static String search(DocumentAccepted event) {
        return SearchText.of(Stream.concat(event.traits().reference().stream(), event.traits().subject().stream())
                .collect(Collectors.joining(" ")));
    }

    private static Optional<Known> find(Connection connection, DocumentKey key) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, accepted FROM document WHERE agency = ? AND document = ?")) {
            select.setString(1, key.agency().value());
            select.setString(2, key.id().value());
            try (ResultSet found = select.executeQuery()) {
                return found.next()
                        ? Optional.of(new Known(found.getLong(1), found.getObject(2) != null))
                        : Optional.empty();
            }
        }
    }

    private static Known insert(Connection connection, DocumentKey key, long position) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO document (id, agency, document, accepted) VALUES (?, ?, ?, ?)")) {
            insert.setLong(1, position);
            insert.setString(2, key.agency().value());
            insert.setString(3, key.id().value());
            insert.setNull(4, Types.BIGINT);
            insert.executeUpdate();
        }
        return new Known(position, false);
    }
}
