// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.Inbox;
import vn.lienthong.client.RecallRequest;
import vn.lienthong.client.SentDocument;
import vn.lienthong.client.StatusReport;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.simulator.Register.DocumentKey;

/**
 * An agency's system that follows a script: enqueue reactions, let documents come, then ask what was received. Without
 * enqueued reactions it does what its script says for every document. Thread-safe; closing is final.
 */
public final class SimulatedAgency implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedAgency.class);
    private static final int REMEMBERED = 10_000;

    private final ExchangeClient client;
    private final Inspection inspection = new Inspection();
    private final Register register = new Register();
    private final Reactions reactions;
    private final Reporting reporting;
    private final DocumentInHand.Office office;
    private final BlockingQueue<ReceivedDocument> documents = new LinkedBlockingQueue<>(REMEMBERED);
    private final BlockingQueue<StatusUpdate> statuses = new LinkedBlockingQueue<>(REMEMBERED);
    private final Observer observer;
    private final Inbox inbox;

    /** Is told what happens, on threads of the library; must not block. */
    public interface Observer {
        /** Sees nothing. */
        Observer NONE = new Observer() {};

        /** A document or recall was handed over; the reaction follows. */
        default void onDocument(ReceivedDocument document) {}

        /** A status about a document of this agency arrived. */
        default void onStatus(StatusUpdate status) {}
    }

    private SimulatedAgency(ClientConfig config, Script script, Observer observer) {
        this.observer = observer;
        this.reactions = new Reactions(script);
        this.client = ExchangeClient.connect(config);
        this.reporting = new Reporting(client);
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
        return new SimulatedAgency(config, script, Observer.NONE);
    }

    /** The same, telling an observer what happens. */
    public static SimulatedAgency start(ClientConfig config, Script script, Observer observer) {
        return new SimulatedAgency(config, script, observer);
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
        return Optional.ofNullable(documents.poll(timeout.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** The next status about one of its own documents that was not asked for yet. */
    public Optional<StatusUpdate> takeStatus(Duration timeout) throws InterruptedException {
        return Optional.ofNullable(statuses.poll(timeout.toNanos(), TimeUnit.NANOSECONDS));
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
        ReceivedDocument received =
                record(delivery.document(), new Inspection.Handover(delivery.recipients(), delivery.attempt()));
        reactions.toDocument(received.submission()).meet(new DocumentInHand(delivery, received, office));
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
        } else if (!statuses.offer(update)) {
            LOG.atWarn().log("nobody takes the statuses of the simulated agency; this one is not kept");
        }
    }

    private void cancelled(DocumentKey document, Runnable answer) {
        reporting.cancel(document);
        answer.run();
    }

    private ReceivedDocument record(Document document, Inspection.Handover handover) {
        ReceivedDocument received = inspection.inspect(document, handover);
        register.log(received);
        observer.onDocument(received);
        if (!documents.offer(received)) {
            LOG.atDebug().log("nobody takes the documents of the simulated agency; this one is in the log only");
        }
        return received;
    }

    private static StatusReport answer(StatusUpdate asked, ProcessingStatus status) {
        return StatusReport.of(asked.sender(), asked.from(), asked.document(), status);
    }
}
