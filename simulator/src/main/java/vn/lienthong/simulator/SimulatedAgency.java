// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.Inbox;
import vn.lienthong.client.RecallRequest;
import vn.lienthong.client.SentDocument;
import vn.lienthong.client.StatusReport;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.simulator.Register.DocumentKey;

/**
 * An agency's system that follows a script: enqueue reactions, let documents come, then ask what was received. Without
 * enqueued reactions it does what its script says for every document. Thread-safe; closing is final.
 */
public final class SimulatedAgency implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int REMEMBERED = 10_000;

    private final ExchangeClient client;
    private final Inspection inspection = new Inspection();
    private final Register register = new Register();
    private final Reactions reactions;
    private final Reporting reporting;
    private final DocumentInHand.Office office;
    private final Recorded<ReceivedDocument> documents = new Recorded<>(REMEMBERED);
    private final Recorded<StatusUpdate> statuses = new Recorded<>(REMEMBERED);
    private final Observer observer;
    private final Inbox inbox;

    /** Is told what happens, on threads of the library; must not block. */
    public interface Observer {
        /** Sees nothing. */
        Observer NONE = new Observer() {};

        /** A document or recall was handed over; the reaction follows. */
        default void onDocument(ReceivedDocument document) {}

        /** The same, with the edXML file it came in, which is gone when this returns. */
        default void onFile(ReceivedDocument document, Path file) {}

        /** A status about a document of this agency arrived. */
        default void onStatus(StatusUpdate status) {}
    }

    private SimulatedAgency(ClientConfig config, Script script, Observer observer, StatusFaults faults) {
        this.observer = observer;
        this.reactions = new Reactions(script);
        this.client = ExchangeClient.connect(config);
        this.reporting = new Reporting(client, faults);
        this.office = new DocumentInHand.Office(script, register, reporting, reactions);
        this.inbox = client.inbox()
                .onDocument(this::receive)
                .onRecall(this::receiveRecall)
                .onStatus(this::receiveStatus)
                .open();
    }

    /**
     * Connects as the endpoint of a configuration and starts to take documents.
     *
     * @throws vn.lienthong.client.ExchangeException as {@link ExchangeClient#connect} does
     */
    public static SimulatedAgency start(ClientConfig config, Script script) {
        return start(config, script, Observer.NONE);
    }

    /** The same, telling an observer what happens. */
    public static SimulatedAgency start(ClientConfig config, Script script, Observer observer) {
        return start(config, script, observer, StatusFaults.none());
    }

    /** The same, with faults in what it reports. */
    public static SimulatedAgency start(ClientConfig config, Script script, Observer observer, StatusFaults faults) {
        return new SimulatedAgency(config, script, observer, faults);
    }

    /** Sets the reaction to the next document that no other was set for. */
    public void enqueue(Reaction.ToDocument reaction) {
        reactions.enqueue(reaction);
    }

    /** Sets the reaction to the next recall. */
    public void enqueue(Reaction.ToRecall reaction) {
        reactions.enqueue(reaction);
    }

    /** Sends a document of its own. */
    public SentDocument send(Document document) {
        return client.send(document);
    }

    /** Sends a document of its own now and then again and again, until it is closed. */
    public void sendEvery(Duration period, Supplier<Document> source, Consumer<SentDocument> whenSent) {
        reporting.every(period, () -> whenSent.accept(client.send(source.get())));
    }

    /** The next hand-over of a document, recalls included, that was not asked for yet. */
    public Optional<ReceivedDocument> takeDocument(Duration timeout) throws InterruptedException {
        return takeDocument(document -> true, timeout);
    }

    /** The next such hand-over that was not asked for yet. */
    public Optional<ReceivedDocument> takeDocument(Predicate<ReceivedDocument> which, Duration timeout)
            throws InterruptedException {
        return documents.take(which, timeout);
    }

    /**
     * Waits for a document, for 20 seconds at most.
     *
     * @throws AssertionError if it does not come, with what came instead
     */
    public ReceivedDocument awaitDocument(Predicate<ReceivedDocument> which) throws InterruptedException {
        return takeDocument(which, PATIENCE)
                .orElseThrow(() -> new AssertionError("no such document came within " + PATIENCE.toSeconds()
                        + " s; not asked for yet: " + documents.waiting()));
    }

    /** The next status about one of its own documents that was not asked for yet. */
    public Optional<StatusUpdate> takeStatus(Duration timeout) throws InterruptedException {
        return takeStatus(status -> true, timeout);
    }

    /** The next such status that was not asked for yet. */
    public Optional<StatusUpdate> takeStatus(Predicate<StatusUpdate> which, Duration timeout)
            throws InterruptedException {
        return statuses.take(which, timeout);
    }

    /**
     * Waits for a status about one of its own documents, for 20 seconds at most.
     *
     * @throws AssertionError if it does not come, with what came instead
     */
    public StatusUpdate awaitStatus(DocumentId document, ProcessingStatus status) throws InterruptedException {
        return takeStatus(update -> update.document().equals(document) && update.status() == status, PATIENCE)
                .orElseThrow(() -> new AssertionError("status " + status.code() + " about " + document
                        + " did not come within " + PATIENCE.toSeconds() + " s; not asked for yet: "
                        + statuses.waiting()));
    }

    /** The client it speaks through. */
    public ExchangeClient client() {
        return client;
    }

    /** Forgets what came and what it was told to do next, and reports no more on what it took. */
    public void reset() {
        reporting.cancelAll();
        documents.clear();
        statuses.clear();
        reactions.clear();
    }

    /** The last 10,000 hand-overs, oldest first. */
    public List<ReceivedDocument> received() {
        return register.received();
    }

    /** How often a document came that had been taken before. */
    public long duplicates() {
        return register.duplicates();
    }

    /** How many documents were left unsettled. */
    public long kept() {
        return register.kept();
    }

    /** How many documents still have statuses ahead of them. */
    public int unfinished() {
        return reporting.open();
    }

    /** Ends the connection; statuses still ahead are not reported. */
    @Override
    public void close() {
        reporting.close();
        inbox.close();
        client.close();
    }

    private void receive(Delivery delivery) {
        int session = reporting.session();
        ReceivedDocument received =
                record(delivery.document(), new Inspection.Handover(delivery.recipients(), delivery.attempt()));
        reactions.toDocument(received.submission()).meet(new DocumentInHand(delivery, received, office, session));
    }

    private void receiveRecall(RecallRequest recall) {
        Document message = recall.message();
        record(message, new Inspection.Handover(recall.recipients(), recall.attempt()));
        DocumentKey recalled = DocumentKey.of(recall.from(), recall.document());
        reactions.toRecall().meet(new RecallInHand(() -> cancelled(recalled, recall::accept), recall::refuse));
    }

    private void receiveStatus(StatusUpdate update) {
        observer.onStatus(update);
        if (update.status() == ProcessingStatus.TAKE_BACK_ASKED) {
            DocumentKey asked = DocumentKey.of(update.from(), update.document());
            reactions
                    .toRecall()
                    .meet(new RecallInHand(
                            () -> cancelled(asked, () -> client.report(answer(update, ProcessingStatus.AGREED))),
                            reason -> client.report(
                                    answer(update, ProcessingStatus.NOT_AGREED).withDescription(reason))));
        } else {
            statuses.add(update);
        }
    }

    private void cancelled(DocumentKey document, Runnable answer) {
        reporting.cancel(document);
        answer.run();
    }

    private ReceivedDocument record(Document document, Inspection.Handover handover) {
        ReceivedDocument received = inspection.inspect(document, handover, observer::onFile);
        register.log(received);
        observer.onDocument(received);
        documents.add(received);
        return received;
    }

    private static StatusReport answer(StatusUpdate asked, ProcessingStatus status) {
        return StatusReport.of(asked.sender(), asked.from(), asked.document(), status);
    }
}
