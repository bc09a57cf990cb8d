// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import vn.lienthong.broker.events.Event.DeliveryKey;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.protocol.EndpointId;

/** The durable queues of the endpoints. Calls take effect at once, also while messages flow. Thread-safe. */
public interface Mailboxes {
    /** Makes sure that the inbox and the statuses queue of an endpoint exist. */
    void open(EndpointId endpoint);

    /** Ends every connection of an endpoint; its queues and what is in them stay. */
    void disconnect(EndpointId endpoint);

    /** What stands in every queue now. */
    List<QueueFacts> queues();

    /**
     * Shows the deliveries in the inbox of an endpoint, one by one since there may be millions: those included that are
     * handed out or wait for their next attempt.
     */
    void inInbox(EndpointId endpoint, Consumer<DeliveryKey> each);

    /**
     * A delivery that has left its inbox and whose message is still kept.
     *
     * @param endpoint whose inbox it left
     * @param document the document
     * @param delivery the delivery
     * @param since when it left, or, where that was not noted, when it was accepted
     */
    record Kept(EndpointId endpoint, DocumentKey document, DeliveryKey delivery, Instant since) {}

    /** Shows the deliveries of documents among the dead letters. */
    void inDeadLetters(Consumer<Kept> each);

    /** Shows the deliveries of documents among what ran out of time. */
    void inExpired(Consumer<Kept> each);

    /**
     * What of an inbox was handed out and not settled: all that a consumer has now or that waits for the time of its next attempt,
     * and of what waits for a consumer again what stands in front.
     */
    List<Tried> tried(EndpointId endpoint);

    /**
     * When the first thing happened that the receipts in the statuses queue of an endpoint tell of. Receipts are in the order of
     * what they tell, so all later ones wait as well.
     *
     * @return empty if no receipt waits
     */
    Optional<Instant> receiptsWaitSince(EndpointId endpoint);

    /**
     * Waits until everything is in the event log that happened to messages before.
     *
     * @return false if that takes longer than allowed, or no log is kept
     */
    boolean awaitEvents(Duration timeout) throws InterruptedException;
}
