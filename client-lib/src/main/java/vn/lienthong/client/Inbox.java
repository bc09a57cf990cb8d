// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.util.function.Consumer;
import vn.lienthong.protocol.Receipt;

/**
 * What arrives for this endpoint, handed to the application's handlers on threads of the library, never on a transport
 * thread. Survives the loss of the connection. Closing waits for handlers that are running; deliveries not settled by then
 * stay with the exchange and come again.
 */
public interface Inbox extends AutoCloseable {
    /** How many deliveries are in the application's hands now, handed out and not settled. */
    int unsettled();

    /** Stops taking; final. */
    @Override
    void close();

    /** Says what to do with what arrives. */
    interface Builder {
        /**
         * Called for every document that is not a recall; required. A handler that throws releases the delivery; one that
         * returns without settling keeps it unsettled, to be settled later from any thread.
         */
        Builder onDocument(Consumer<Delivery> handler);

        /**
         * Called for every status, one after the other; acknowledged when the handler returns, handed out again later when
         * it throws. Without a handler the statuses stay with the exchange.
         */
        Builder onStatus(Consumer<StatusUpdate> handler);

        /**
         * Called for every receipt of the exchange about what this endpoint handed in, in order; some come in one message,
         * which is acknowledged when the handler returned for all of them and comes again as a whole when it throws.
         * Without a handler, receipts that come among the statuses are passed over.
         */
        Builder onReceipt(Consumer<Receipt> handler);

        /** Called for every recall. Without a handler recalls are refused (status 16). */
        Builder onRecall(Consumer<RecallRequest> handler);

        /**
         * How many documents may be in the application's hands at once; default 1, which keeps them in order. A delivery
         * left unsettled holds one of these places.
         */
        Builder concurrency(int documents);

        /** Starts to take. */
        Inbox open();
    }
}
