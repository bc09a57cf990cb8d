// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;

/** What others asked the ledger's thread to remove. Thread-safe. */
final class RemovalQueue {
    private final Queue<DocumentRemoval> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /** One transaction of the ledger's thread. */
    interface Transaction {
        void run(DocumentRemoval removal) throws SQLException;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /**
     * Has something removed and waits until it is.
     *
     * @param wake wakes the ledger's thread
     */
    OldDocuments await(DocumentRemoval removal, Runnable wake) throws InterruptedException {
        waiting.add(removal);
        wake.run();
        if (closed) {
            fail(new IllegalStateException("the ledger is closed"));
        }
        try {
            return removal.result().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("documents cannot be removed from the ledger", e.getCause());
        }
    }

    /** Goes one step further; whether something was done. */
    boolean step(Transaction transaction) throws SQLException {
        DocumentRemoval next = waiting.peek();
        if (next == null) {
            return false;
        }
        transaction.run(next);
        if (next.endIfDone()) {
            waiting.remove(next);
        }
        return true;
    }

    /** Gives up what waits. */
    void fail(Exception cause) {
        waiting.forEach(removal -> removal.fail(cause));
        waiting.removeIf(DocumentRemoval::isOver);
    }

    /** Gives up what waits and what comes. */
    void close() {
        closed = true;
        fail(new IllegalStateException("the ledger is closed"));
    }
}
