// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.TrackedDocument;

/**
 * The connection of one endpoint to the exchange. Thread-safe. Reconnects by itself; closing is final and ends its
 * inboxes.
 */
public interface ExchangeClient extends AutoCloseable {
    /**
     * Connects. Blocks until the exchange has answered; with an outbox it does not need the exchange, and answers to what was
     * sent are kept only if they are refusals ({@link Outbox#answers}).
     *
     * @throws ExchangeUnavailableException if nobody answers
     * @throws AccessDeniedException if key store or certificate are no good, or the endpoint is not registered
     */
    static ExchangeClient connect(ClientConfig config) {
        return ConnectedClient.connect(config, null);
    }

    /**
     * Connects with an outbox; does not need the exchange. Sends and reports return once they are safe in the outbox, and go to
     * the exchange in their order when it is reached.
     *
     * @param onAnswer told the final answer to each, refusals included, on a thread of the library; told again, also after the
     *     application was started again, until it has returned normally
     * @throws AccessDeniedException if key store or certificate are no good
     * @throws DocumentRefusedException if the configuration has no outbox, or another program uses it
     */
    static ExchangeClient connect(ClientConfig config, Consumer<OutboxAnswer> onAnswer) {
        if (config.outbox().isEmpty()) {
            throw new DocumentRefusedException(ErrorCode.SETTING_MISSING.with("outbox", "the path of a folder"));
        }
        return ConnectedClient.connect(config, onAnswer);
    }

    /**
     * Sends a document to all its recipients or to none. Returns only after the exchange has it on disk; reconnects and
     * tries again, with the same submission id, until the send timeout.
     *
     * @throws DocumentRefusedException if the document or a recipient is not accepted; nothing was sent
     * @throws AccessDeniedException if this endpoint may not send for that agency; nothing was sent
     * @throws ExchangeUnavailableException if there was no answer; sending the same document again is safe
     */
    SentDocument send(Document document);

    /** Like {@link #send}, on a thread of the library; ends exceptionally with the same exceptions. */
    CompletableFuture<SentDocument> sendAsync(Document document);

    /**
     * Makes the key packages of a sealed document anew, for the keys that its recipients have now: for one who lost theirs, or whose
     * document went to another endpoint. The document itself is not sent again; a recipient that could not open it is handed it
     * again by the exchange. It must be the same document, with the submission it was sent in, and this endpoint must still have
     * its sealing secret. Does not go through the outbox; throws like {@link #send}.
     */
    void reseal(Document document);

    /** Starts to describe what to do with what arrives. */
    Inbox.Builder inbox();

    /**
     * Reports a status. Returns only after the exchange has it on disk; throws like {@link #send}.
     *
     * @throws DocumentRefusedException also if a status that needs a reason has none
     */
    void report(StatusReport report);

    /** Like {@link #report}, on a thread of the library. */
    CompletableFuture<Void> reportAsync(StatusReport report);

    /**
     * Asks every recipient of a document to cancel it: sends the edoc again as a recall, with its main file. The answers
     * arrive as statuses 15 or 16. Throws like {@link #send}.
     */
    SentDocument recall(Document document, String reason);

    /** Like {@link #recall}, on a thread of the library. */
    CompletableFuture<SentDocument> recallAsync(Document document, String reason);

    /**
     * What became of a document that an agency of this endpoint sent: for each recipient its state and how far they are, and
     * everything they said. Waits until the exchange knows everything that happened before the call.
     *
     * @return empty if the exchange does not know the document
     * @throws AccessDeniedException if this endpoint does not host that agency
     * @throws ExchangeUnavailableException if there was no answer in time
     */
    Optional<TrackedDocument> track(AgencyId from, DocumentId document);

    /** The agencies the exchange knows. */
    AddressBook directory();

    /** What waits for the exchange, if the configuration has an outbox. */
    Optional<Outbox> outbox();

    /**
     * How far the clock of this machine is ahead of that of the exchange (negative: behind), measured once after the first
     * connection. Waits for that, at most the connect timeout. The exchange takes nothing that was signed more than ten minutes
     * from its own time.
     *
     * @return empty if it is not known: there was no connection in time, or the exchange does not tell
     */
    Optional<Duration> clockOffset();

    /** What is to be said about {@link #clockOffset}: {@code LT-T11} if it is a minute or more. The library logs it as a warning. */
    Optional<Problem> clockProblem();

    /**
     * Keys in the exchange's log that count for this endpoint and that it does not know: {@code LT-S35} for each. Looked for after
     * the first connection and then daily; the library logs them as errors. Waits for the first look, at most the connect timeout.
     *
     * @return empty if it is not known: there was no connection in time
     */
    Optional<List<Problem>> keyProblems();

    /** Ends the connection and the inboxes; waits for running handlers and sends. */
    @Override
    void close();
}
