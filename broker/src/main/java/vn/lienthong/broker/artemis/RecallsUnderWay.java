// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.TransactionOperationAbstract;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;

/**
 * Keeps the recall of a document and the putting back of a dead letter of it apart. A recall waits until the letter is back
 * in its inbox, and finds it there. A letter is not put back while a recall is under way, nor when one came after it was asked
 * whether there is one. Thread-safe.
 */
final class RecallsUnderWay {
    /** More than come while one letter is put back. */
    private static final int REMEMBERED = 10_000;

    private final Map<DocumentKey, Integer> open = new HashMap<>();
    private final Set<DocumentKey> beingPutBack = new HashSet<>();
    private final Map<DocumentKey, Long> committed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DocumentKey, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** A recall is about to look into the inboxes; it is under way until its transaction ends. */
    synchronized void begin(DocumentKey document, Transaction tx) {
        boolean interrupted = false;
        while (beingPutBack.contains(document)) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true; // it is a matter of one write to the disk
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        open.merge(document, 1, Integer::sum);
        tx.addOperation(new TransactionOperationAbstract() {
            @Override
            public void afterCommit(Transaction ended) {
                end(document, true);
            }

            @Override
            public void afterRollback(Transaction ended) {
                end(document, false);
            }
        });
    }

    private synchronized void end(DocumentKey document, boolean isCommitted) {
        open.computeIfPresent(document, (unused, count) -> count == 1 ? null : count - 1);
        if (isCommitted) {
            committed.put(document, System.nanoTime());
        }
    }

    /**
     * Puts something back that is to meet no recall.
     *
     * @param asked the moment, in nanoseconds of this machine, of the question whether there had been a recall
     * @throws RefusalException if there is one now
     */
    void keepAway(DocumentKey document, long asked, Runnable puttingBack) {
        enter(document, asked);
        try {
            puttingBack.run();
        } finally {
            leave(document);
        }
    }

    private synchronized void enter(DocumentKey document, long asked) {
        Long latest = committed.get(document);
        if (open.containsKey(document) || (latest != null && latest - asked >= 0)) {
            throw new RefusalException(
                    ErrorCode.BEING_TAKEN_BACK.with(document.id().value()));
        }
        beingPutBack.add(document);
    }

    private synchronized void leave(DocumentKey document) {
        beingPutBack.remove(document);
        notifyAll();
    }
}
