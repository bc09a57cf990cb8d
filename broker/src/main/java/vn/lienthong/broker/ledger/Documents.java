// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.events.Event;
import vn.lienthong.broker.events.Event.DocumentAccepted;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.broker.events.Event.StatusAccepted;
import vn.lienthong.broker.events.LoggedEvent;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;

/** Finds or writes the documents that the events of a batch are about. The ones used last are remembered. */
final class Documents {
    private static final int REMEMBERED = 20_000;
    private static final int ASKED_TOGETHER = 200;

    /** How long the columns are. */
    private static final int REFERENCE = 200;

    private static final int SUBJECT = 500;
    private static final int SEARCH = 800;

    private final Map<DocumentKey, Row> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DocumentKey, Row> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** A document as it stands in the database or will after the batch. */
    private static final class Row {
        private final long id;
        private boolean stored;
        private boolean accepted;
        private @Nullable DocumentAccepted latest;
        private long firstAccepted;

        Row(long id, boolean stored, boolean accepted) {
            this.id = id;
            this.stored = stored;
            this.accepted = accepted;
        }

        void accept(DocumentAccepted event) {
            if (latest == null) {
                firstAccepted = event.at().toEpochMilli();
            }
            latest = event;
            accepted = true;
        }
    }

    /** Forgets everything, after a transaction that failed. */
    void forget() {
        known.clear();
    }

    /** The number of a document of the batch that was written. */
    long id(DocumentKey key) {
        Row row = known.get(key);
        if (row == null) {
            throw new IllegalStateException("document " + key + " is not of this batch");
        }
        return row.id;
    }

    /**
     * Writes the documents of a batch; of several acceptances the latest word counts.
     *
     * @return those whose statuses came before their first acceptance, with its position
     */
    Map<Long, Long> write(Connection connection, List<LoggedEvent> events) throws SQLException {
        load(connection, unknown(events));
        Map<Long, Long> late = new LinkedHashMap<>();
        Set<Map.Entry<DocumentKey, Row>> changed = new LinkedHashSet<>();
        for (LoggedEvent logged : events) {
            DocumentKey key = keyOf(logged.event());
            if (key != null) {
                Row row = known.computeIfAbsent(key, unused -> new Row(logged.position(), false, false));
                if (logged.event() instanceof DocumentAccepted accepted) {
                    if (!row.accepted && row.id != logged.position()) {
                        late.put(row.id, logged.position());
                    }
                    row.accept(accepted);
                }
                if (!row.stored || row.latest != null) {
                    changed.add(Map.entry(key, row));
                }
            }
        }
        insert(connection, changed);
        update(connection, changed);
        for (Map.Entry<DocumentKey, Row> entry : changed) {
            entry.getValue().stored = true;
            entry.getValue().latest = null;
        }
        return late;
    }

    private Set<DocumentKey> unknown(List<LoggedEvent> events) {
        Set<DocumentKey> keys = new LinkedHashSet<>();
        for (LoggedEvent logged : events) {
            DocumentKey key = keyOf(logged.event());
            if (key != null && known.get(key) == null) { // get: those of this batch become the ones used last
                keys.add(key);
            }
        }
        return keys;
    }

    private static @Nullable DocumentKey keyOf(Event event) {
        if (event instanceof DocumentAccepted accepted) {
            return accepted.document();
        }
        return event instanceof StatusAccepted status ? status.document() : null;
    }

    private void load(Connection connection, Set<DocumentKey> keys) throws SQLException {
        List<DocumentKey> left = List.copyOf(keys);
        for (int start = 0; start < left.size(); start += ASKED_TOGETHER) {
            List<DocumentKey> some = left.subList(start, Math.min(left.size(), start + ASKED_TOGETHER));
            String places = some.stream().map(key -> "(?, ?)").collect(Collectors.joining(", "));
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT id, agency, document, accepted FROM document"
                            + " WHERE (agency, document) IN (VALUES " + places + ")")) {
                int column = 0;
                for (DocumentKey key : some) {
                    select.setString(++column, key.agency().value());
                    select.setString(++column, key.id().value());
                }
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        DocumentKey key =
                                new DocumentKey(new AgencyId(found.getString(2)), new DocumentId(found.getString(3)));
                        known.put(key, new Row(found.getLong(1), true, found.getObject(4) != null));
                    }
                }
            }
        }
    }

    private static void insert(Connection connection, Collection<Map.Entry<DocumentKey, Row>> rows)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO document (id, agency, document, accepted, reference, subject,"
                        + " search) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (Map.Entry<DocumentKey, Row> entry : rows) {
                Row row = entry.getValue();
                if (!row.stored) {
                    insert.setLong(1, row.id);
                    insert.setString(2, entry.getKey().agency().value());
                    insert.setString(3, entry.getKey().id().value());
                    bind(insert, 3, row);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void update(Connection connection, Collection<Map.Entry<DocumentKey, Row>> rows)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE document SET accepted = coalesce(accepted, ?), reference = coalesce(?, reference),"
                        + " subject = coalesce(?, subject), search = coalesce(?, search) WHERE id = ?")) {
            for (Map.Entry<DocumentKey, Row> entry : rows) {
                Row row = entry.getValue();
                if (row.stored) {
                    bind(update, 0, row);
                    update.setLong(5, row.id);
                    update.addBatch();
                }
            }
            update.executeBatch();
        }
    }

    /** What acceptances say of a document; nothing, if only a status has named it. */
    private static void bind(PreparedStatement statement, int column, Row row) throws SQLException {
        DocumentAccepted latest = row.latest;
        if (latest == null) {
            statement.setNull(column + 1, Types.BIGINT);
            statement.setNull(column + 2, Types.VARCHAR);
            statement.setNull(column + 3, Types.VARCHAR);
            statement.setNull(column + 4, Types.VARCHAR);
        } else {
            statement.setLong(column + 1, row.firstAccepted);
            statement.setString(
                    column + 2,
                    latest.traits()
                            .reference()
                            .map(text -> StoredText.line(text, REFERENCE))
                            .orElse(null));
            statement.setString(
                    column + 3,
                    latest.traits()
                            .subject()
                            .map(text -> StoredText.line(text, SUBJECT))
                            .orElse(null));
            statement.setString(column + 4, search(latest));
        }
    }

    /** Some scripts have more letters in the form in which people look for them. */
    private static String search(DocumentAccepted event) {
        String words =
                WantedWords.stored(Stream.concat(event.traits().reference().stream(), event.traits().subject().stream())
                        .collect(Collectors.joining(" ")));
        return words.length() > SEARCH ? words.substring(0, SEARCH) : words;
    }
}
