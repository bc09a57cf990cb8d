// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.TransactionOperationAbstract;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is committed and handed to its queues at this moment, one queue after the other in no order that can be chosen: a
 * recipient may have a message before the ledger's queue has its event. Who asks for everything that has happened waits
 * for these first.
 *
 * <p>The broker hands over within the monitor of the transaction, one transaction at a time on a thread; a contract test
 * watches that.
 */
final class HandOvers {
    private static final Logger LOG = LoggerFactory.getLogger(HandOvers.class);

    /** Threads of the broker come and go. */
    private final Map<Thread, Transaction> latest = new WeakHashMap<>();

    private final Object lock = new Object();

    /** Watches the end of a transaction; to be called before its messages are routed. */
    void watch(Transaction transaction) {
        transaction.addOperation(new TransactionOperationAbstract() {
            @Override
            public void afterCommit(Transaction tx) {
                synchronized (lock) {
                    latest.put(Thread.currentThread(), tx);
                }
            }
        });
    }

    /** Waits for those that have begun. */
    void await() {
        List<Transaction> begun;
        synchronized (lock) {
            begun = new ArrayList<>(latest.values());
        }
        for (Transaction transaction : begun) {
            synchronized (transaction) {
                LOG.trace("transaction {} is in all its queues", transaction.getID());
            }
        }
    }
}
