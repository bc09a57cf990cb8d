// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Clock;
import java.time.Duration;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.artemis.MessagingServer.Records;
import vn.lienthong.broker.events.Event;
import vn.lienthong.broker.mailbox.LastErrors;

/** The way of what happens into the event log: it is put into the ledger's queue as part of it, and carried over from there. */
final class LedgerLine implements AutoCloseable {
    private final ActiveMQServer server;
    private final Records records;
    private final LedgerEvents events;
    private final HandOvers handOvers = new HandOvers();
    private @Nullable LedgerFeed feed;

    LedgerLine(ActiveMQServer server, Records records, LastErrors errors) {
        this.server = server;
        this.records = records;
        this.events = new LedgerEvents(server, errors, Clock.systemUTC());
    }

    /** What writes things down in the transaction in which they happen. */
    LedgerEvents events() {
        return events;
    }

    /** A submission is accepted in the transaction it is routed in. */
    void accepted(Message message, RoutingContext context) {
        handOvers.watch(context.getTransaction());
        events.accepted(message, context);
    }

    /** Begins to carry over; what was taken and is not in the log yet is known to the register before. */
    void start(Queue queue) {
        try (LinkedListIterator<MessageReference> waiting = queue.browserIterator()) {
            while (waiting.hasNext()) {
                records.register().note(LedgerMessages.read(waiting.next().getMessage()));
            }
        }
        LedgerFeed started = new LedgerFeed(queue, server.getStorageManager(), records.events());
        started.start();
        feed = started;
    }

    /** Waits until everything is in the log that has happened; false if that takes longer than allowed. */
    boolean awaitNow(Duration timeout) throws InterruptedException {
        handOvers.await();
        return feed != null && feed.awaitNow(server.getPostOffice(), timeout);
    }

    /** Writes something down that happened without a message; returns when it is on disk. */
    void note(Event event) {
        MessagingServer.attempt("note what happened", () -> {
            events.tell(event, null);
            server.getStorageManager().waitOnOperations();
            return true;
        });
    }

    @Override
    public void close() {
        if (feed != null) {
            feed.close();
        }
    }
}
