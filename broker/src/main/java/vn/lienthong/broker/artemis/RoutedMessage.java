// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.util.List;
import org.apache.activemq.artemis.core.io.IOCallback;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.TransactionOperationAbstract;

/** A message that was just routed, and is in its queues once its transaction has committed and that is on disk. */
final class RoutedMessage {
    private RoutedMessage() {}

    /** The durable queues it goes to. */
    static List<Queue> queues(RoutingContext context) {
        return context.getContexListing().values().stream()
                .flatMap(listing -> listing.getDurableQueues().stream())
                .toList();
    }

    /** Does something when it is in its queues; never, if it does not get there. */
    static void whenInPlace(ActiveMQServer server, RoutingContext context, Runnable action) {
        Transaction tx = context.getTransaction();
        boolean isCommitted = tx == null || tx.getState() != Transaction.State.ACTIVE;
        if (isCommitted) { // and in the queue once that is on disk
            server.getStorageManager().afterCompleteOperations(new IOCallback() {
                @Override
                public void done() {
                    action.run();
                }

                /** Then it is not in the queue either, and the broker stops. */
                @Override
                public void onError(int code, String message) {}
            });
        } else {
            tx.addOperation(new TransactionOperationAbstract() {
                @Override
                public void afterCommit(Transaction committed) {
                    action.run();
                }
            });
        }
    }
}
