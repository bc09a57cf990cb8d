// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.ledger;

import java.time.Instant;
import java.util.Optional;
import vn.lienthong.broker.events.Event.DeadLetterSettled;
import vn.lienthong.broker.events.Event.MessageEnded;
import vn.lienthong.protocol.DeliveryState;

/**
 * Where a delivery stands. Each state offers the transitions there are from it and no others: what has ended offers none, so
 * that a forbidden one does not compile.
 */
sealed interface DeliveryLife {
    /** The state by name. */
    DeliveryState state();

    /** Since when. */
    Instant since();

    /** How often it was handed out until then. */
    int attempts();

    /** What the recipient's application said when it could not take it. */
    default Optional<String> error() {
        return Optional.empty();
    }

    /** As it was written down. */
    static DeliveryLife stored(DeliveryState state, Instant since, int attempts, Optional<String> error) {
        return switch (state) {
            case QUEUED -> new Queued(since);
            case DEAD -> new Dead(since, attempts, error);
            case DELIVERED, RECALLED, EXPIRED -> new Ended(state, since, attempts);
        };
    }

    /** It waits, or was handed out and not settled. */
    record Queued(Instant since) implements DeliveryLife {
        static final DeliveryState STATE = DeliveryState.QUEUED;

        @Override
        public DeliveryState state() {
            return STATE;
        }

        @Override
        public int attempts() {
            return 0;
        }

        /** Its message left the inbox. */
        DeliveryLife ended(MessageEnded event) {
            return switch (event.end()) {
                case TAKEN -> new Ended(DeliveryState.DELIVERED, event.at(), event.attempts());
                case WITHDRAWN -> new Ended(DeliveryState.RECALLED, event.at(), event.attempts());
                case EXPIRED -> new Ended(DeliveryState.EXPIRED, event.at(), event.attempts());
                case DEAD -> new Dead(event.at(), event.attempts(), event.error());
            };
        }
    }

    /** Nobody could take it. */
    record Dead(Instant since, int attempts, Optional<String> error) implements DeliveryLife {
        static final DeliveryState STATE = DeliveryState.DEAD;

        @Override
        public DeliveryState state() {
            return STATE;
        }

        /** An operator settled it: put back it waits again, unless it had been recalled; given up it stays dead. */
        DeliveryLife settled(DeadLetterSettled event) {
            return switch (event.settlement().outcome()) {
                case RETRIED -> new Queued(event.at());
                case RECALLED -> new Ended(DeliveryState.RECALLED, event.at(), attempts);
                case RETURNED, DISCARDED -> this;
            };
        }
    }

    /** It is over. */
    record Ended(DeliveryState state, Instant since, int attempts) implements DeliveryLife {}
}
