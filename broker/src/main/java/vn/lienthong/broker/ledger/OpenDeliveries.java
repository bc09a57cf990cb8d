// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import vn.lienthong.broker.events.Event.DeliveryKey;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.DeliveryState;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.SubmissionId;

/** The deliveries whose messages should still be in a queue of the exchange, by what the ledger says. Thread-safe. */
public final class OpenDeliveries {
    private static final int ROWS_TOGETHER = 1_000;

    private static final String QUEUED = "SELECT s.sender, s.submission, d.agency FROM delivery d"
            + " JOIN submission s ON s.id = d.submission_id WHERE d.endpoint = :endpoint AND d.state = 'QUEUED'";

    /** With what befell each last. Incidents of older ledgers do not tell the submission. */
    private static final String ENDED = "SELECT s.sender, s.submission, d.agency, d.endpoint, d.since,"
            + " (SELECT i.kind FROM incident i WHERE i.document_id = d.document_id AND i.agency = d.agency"
            + " AND (i.submission_id = d.submission_id OR i.submission_id IS NULL) ORDER BY i.id DESC LIMIT 1) AS befell"
            + " FROM delivery d JOIN submission s ON s.id = d.submission_id"
            + " WHERE d.state <> 'DELIVERED' AND d.state = :state";

    private static final String STATE = "SELECT d.state FROM document x JOIN submission s ON s.document_id = x.id"
            + " JOIN delivery d ON d.submission_id = s.id WHERE x.agency = :agency AND x.document = :document"
            + " AND s.sender = :sender AND s.submission = :submission AND d.agency = :recipient";

    private final Ledger ledger;

    /** Those of a ledger. */
    public OpenDeliveries(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * A delivery that ended.
     *
     * @param endpoint where it was to be handed over
     * @param delivery which
     * @param since when it ended
     * @param last what befell it last, if something did that the ledger has noted
     */
    public record Ended(EndpointId endpoint, DeliveryKey delivery, Instant since, Optional<Incident.Kind> last) {
        /** Whether operators decided that it stays so, and its message is gone. */
        public boolean isGivenUp() {
            return last.filter(kind -> kind == Incident.Kind.RETURNED || kind == Incident.Kind.DISCARDED)
                    .isPresent();
        }

        /** Whether it is known to wait for an operator. */
        public boolean isUnsettled() {
            return last.filter(kind -> kind == Incident.Kind.DEAD).isPresent();
        }
    }

    /** Shows those that wait at an endpoint, one by one since there may be millions. */
    public void queuedAt(EndpointId endpoint, Consumer<DeliveryKey> each) {
        jdbi().useTransaction(handle ->
                shown(handle.createQuery(QUEUED).bind("endpoint", endpoint.value()), OpenDeliveries::key, each));
    }

    /** Shows those that could not be handed over, settled or not. */
    public void dead(Consumer<Ended> each) {
        ended(DeliveryState.DEAD, each);
    }

    /** Shows those that ran out of time. */
    public void expired(Consumer<Ended> each) {
        ended(DeliveryState.EXPIRED, each);
    }

    private void ended(DeliveryState state, Consumer<Ended> each) {
        jdbi().useTransaction(handle -> shown(
                handle.createQuery(ENDED).bind("state", state.name()),
                row -> new Ended(
                        new EndpointId(row.getString("endpoint")),
                        key(row),
                        Instant.ofEpochMilli(row.getLong("since")),
                        Optional.ofNullable(row.getString("befell")).map(Incident.Kind::valueOf)),
                each));
    }

    /** The state of a delivery; empty if the ledger does not have it, or no longer. */
    public Optional<DeliveryState> stateOf(DocumentKey document, DeliveryKey delivery) {
        return jdbi().inTransaction(handle -> handle.createQuery(STATE)
                .bind("agency", document.agency().value())
                .bind("document", document.id().value())
                .bind("sender", delivery.submission().sender().value())
                .bind("submission", delivery.submission().id().value())
                .bind("recipient", delivery.recipient().value())
                .map((row, context) -> DeliveryState.valueOf(row.getString(1)))
                .findFirst());
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> void shown(Query query, Reader<T> reader, Consumer<T> each) {
        query.setFetchSize(ROWS_TOGETHER)
                .map((row, context) -> reader.read(row))
                .forEach(each);
    }

    private static DeliveryKey key(ResultSet row) throws SQLException {
        SubmissionKey submission = new SubmissionKey(
                new EndpointId(row.getString("sender")), new SubmissionId(row.getString("submission")));
        return new DeliveryKey(submission, new AgencyId(row.getString("agency")));
    }

    private Jdbi jdbi() {
        return ledger.queries().jdbi();
    }
}
