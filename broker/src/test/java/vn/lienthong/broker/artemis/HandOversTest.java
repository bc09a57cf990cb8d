// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.persistence.impl.nullpm.NullStorageManager;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.TransactionOperationAbstract;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who asks for everything that has happened does not overtake what is just handed to its queues. */
@Timeout(120)
final class HandOversTest {
    private final HandOvers handOvers = new HandOvers();

    @Test
    void a_transaction_that_is_being_handed_over_is_waited_for() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        Transaction transaction = watched(new TransactionOperationAbstract() {
            @Override
            public void afterCommit(Transaction tx) {
                first.countDown(); // as when the first of two queues has it
                awaited(second);
            }
        });
        Thread committing = started(() -> commit(transaction));
        awaited(first);

        Thread asking = started(handOvers::await);
        while (asking.getState() != Thread.State.BLOCKED && asking.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(asking.isAlive()).as("waits for the second queue").isTrue();

        second.countDown();
        asking.join();
        committing.join();
    }

    @Test
    void what_is_not_committed_is_not_waited_for() throws Exception {
        watched(new TransactionOperationAbstract() {});
        Transaction given = watched(new TransactionOperationAbstract() {});
        given.rollback();

        synchronized (given) {
            started(handOvers::await).join();
        }
    }

    private Transaction watched(TransactionOperationAbstract operation) {
        Transaction transaction = new TransactionImpl(new NullStorageManager());
        handOvers.watch(transaction);
        transaction.addOperation(operation);
        return transaction;
    }

    private static void commit(Transaction transaction) {
        try {
            transaction.commit();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Thread started(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
