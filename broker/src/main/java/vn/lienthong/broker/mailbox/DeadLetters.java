// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.mailbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.broker.events.Event.Settlement;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.MessageKind;

/** Messages that could not be handed over. Thread-safe. */
public interface DeadLetters {
    /**
     * One of them.
     *
     * @param id its number, as long as it is here
     * @param endpoint in whose queue it died; empty for a status that nobody could be given
     * @param kind what the message is
     * @param submission the submission it was handed in with
     * @param document the document it is or is about
     * @param reference number and notation of the document, if the message tells
     * @param recipients the recipients it was for
     * @param reason why it is here, as a problem of the catalogue
     * @param accepted when the exchange accepted it
     * @param since since when it is here
     * @param size the body in bytes
     * @param tries how it was tried
     */
    record DeadLetter(
            long id,
            Optional<EndpointId> endpoint,
            MessageKind kind,
            SubmissionKey submission,
            DocumentKey document,
            Optional<String> reference,
            List<AgencyId> recipients,
            String reason,
            Instant accepted,
            Instant since,
            long size,
            Tries tries) {
        /** Copies the recipients. */
        public DeadLetter {
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * How it was tried to hand one over.
     *
     * @param queue the queue it died in; empty for a status that nobody could be given
     * @param attempts how often it was handed out; empty if that was not written down
     * @param first when it was handed out first, as far as the exchange knows: after a restart, since then
     * @param lastError what the recipient's application said last
     */
    record Tries(
            Optional<String> queue, Optional<Integer> attempts, Optional<Instant> first, Optional<String> lastError) {
        /** It was not tried. */
        public static final Tries NONE =
                new Tries(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * One that cannot be read, such as an event that the ledger therefore lacks. All that can be done with it is to discard it.
     *
     * @param id its number, as long as it is here
     * @param queue the queue it comes from
     * @param reason why it is here, as a problem of the catalogue
     * @param since since when it is here
     */
    record Unreadable(long id, String queue, String reason, Instant since) {}

    /** Shows every one, the oldest first, and those that cannot be read. */
    void forEach(Consumer<DeadLetter> viewer, Consumer<Unreadable> other);

    /** Shows every one that can be read, the oldest first. */
    default void forEach(Consumer<DeadLetter> viewer) {
        forEach(viewer, unreadable -> {});
    }

    /**
     * Settles one, on disk when it returns.
     *
     * @return false if it is not here any more
     * @throws vn.lienthong.protocol.RefusalException if it cannot be retried because nobody would get it
     */
    boolean settle(long id, Settlement settlement);
}
