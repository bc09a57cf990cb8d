// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.broker.ledger.FinishedDocuments.Finished;

/**
 * Takes documents that are over out of the database, each with everything that hangs on it, so that sums add up as before.
 * The ledger's thread carries it out between its batches of events, a small transaction at a time.
 */
final class DocumentRemoval {
    private static final int TOGETHER = 100;

    /** What hangs on a document, what refers to others first. */
    private static final List<String> STEPS = List.of(
            "DELETE FROM overdue WHERE submission_id IN (SELECT id FROM submission WHERE document_id = ?)",
            "DELETE FROM mark WHERE document_id = ?",
            "DELETE FROM incident WHERE document_id = ?",
            "DELETE FROM delivery WHERE submission_id IN (SELECT id FROM submission WHERE document_id = ?)",
            "DELETE FROM status WHERE document_id = ?",
            "DELETE FROM submission WHERE document_id = ?",
            "DELETE FROM document WHERE id = ?");

    private final FinishedDocuments finished;
    private final BooleanSupplier goOn;
    private final CompletableFuture<OldDocuments> result = new CompletableFuture<>();
    private OldDocuments removed = OldDocuments.NONE;

    DocumentRemoval(Instant before, Set<SubmissionKey> open, BooleanSupplier goOn) {
        this.finished = new FinishedDocuments(before, open);
        this.goOn = goOn;
    }

    /** Some of them; the caller commits and then says so. */
    void removeSome(Connection connection) throws SQLException {
        List<Finished> some = finished.next(connection, TOGETHER);
        for (String step : STEPS) {
            try (PreparedStatement delete = connection.prepareStatement(step)) {
                for (Finished document : some) {
                    delete.setLong(1, document.id());
                    delete.addBatch();
                }
                delete.executeBatch();
            }
        }
        for (Finished document : some) {
            removed = removed.and(document.accepted());
        }
    }

    /** After the commit: tells who waits for it if that was all or is enough; whether it was. */
    boolean endIfDone() {
        if (finished.isDone() || !goOn.getAsBoolean()) {
            result.complete(removed);
        }
        return isOver();
    }

    boolean isOver() {
        return result.isDone();
    }

    void fail(Exception cause) {
        result.completeExceptionally(cause);
    }

    /** What was removed, once it is. */
    CompletableFuture<OldDocuments> result() {
        return result;
    }
}
