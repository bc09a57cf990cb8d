// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.edxml.Operation;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.ExchangeStamp;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.json.NotTaken;

/**
 * Takes documents one after the other, each in a transaction of its own: the next one is handed out when this one is
 * settled. A body that is no edXML, or a handler that throws, gives the document back; after all its attempts the exchange
 * puts it with the dead letters, and what is behind it goes on meanwhile.
 */
final class DocumentShift implements Worker.Shift {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentShift.class);
    private static final String DELIVERY_COUNT = "JMSXDeliveryCount";

    private final Receiver receiver;
    private final Handlers handlers;
    private final Attempts attempts;
    private final AtomicInteger unsettled;
    private final Lines lines;
    private final Pace pace = new Pace();

    /** How documents come: one by one, or with some ahead, watched. */
    record Lines(Link single, Link ahead, ScheduledExecutorService watchman) {}

    /** What the application does with documents and recalls. */
    record Handlers(Consumer<Delivery> document, Consumer<RecallRequest> recall) {}

    DocumentShift(Receiver receiver, Lines lines, Handlers handlers, Attempts attempts, AtomicInteger unsettled) {
        this.receiver = receiver;
        this.lines = lines;
        this.handlers = handlers;
        this.attempts = attempts;
        this.unsettled = unsettled;
    }

    @Override
    public Link line() {
        return pace.takesAhead() ? lines.ahead() : lines.single();
    }

    @Override
    public void run(Connection connection, Worker worker) throws JMSException {
        boolean ahead = pace.takesAhead();
        try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            Settlement.Desk desk =
                    new Settlement.Desk(connection, session, Submitter.producer(session), receiver.sending());
            MessageConsumer consumer =
                    session.createConsumer(session.createQueue(Addresses.inbox(receiver.endpoint())));
            try (Intake intake = ahead ? Intake.ahead(consumer, lines.watchman()) : Intake.single(consumer)) {
                worker.using(intake::stop);
                boolean usable = true;
                while (usable && intake.isOpen() && !worker.isClosing() && pace.takesAhead() == ahead) {
                    Settlement settlement = new Settlement(desk);
                    BytesMessage message = intake.next(settlement);
                    if (message == null) {
                        return;
                    }
                    try {
                        handle(message, settlement, intake, worker);
                    } finally {
                        intake.done();
                    }
                    usable = !settlement.isBroken();
                }
            }
        }
    }

    private void handle(BytesMessage message, Settlement settlement, Intake intake, Worker worker) throws JMSException {
        RoutingHeader header = RoutingHeader.parse(Messages.properties(message));
        int counted = message.getIntProperty(DELIVERY_COUNT);
        Tracing.Trail trail = tracing().trail(message, Addresses.inbox(receiver.endpoint()), header);
        settlement.traced(trail);
        Tracing.Step reading = tracing().receive(trail);
        try {
            IncomingDocument.Stamp stamp = stamp(message, header);
            try (Spool spool = Spool.receive(message, receiver.spool(), stamp.key())) {
                Verification.verifyBody(stamp.sender(), spool.digest());
                Document document = Document.read(header.submission(), spool, "submission " + header.submission())
                        .sealed(stamp.key().isPresent())
                        .expiring(header.expires());
                new FileAgainstHeader(header).require(document);
                reading.close();
                // Only now: what is not handed out, since its body breaks off with the line, is no attempt.
                int attempt = attempts.next(header.submission().value(), counted);
                boolean quick =
                        settle(new IncomingDocument(document, stamp, attempt, settlement), trail, intake, worker);
                if (quick && attempt == 1 && spool.isInMemory()) {
                    pace.taken(intake.nanosInHand());
                } else {
                    pace.slowDown();
                }
            }
        } catch (IOException | DocumentRefusedException e) {
            reading.failed(e);
            giveBack(message, header, settlement, ErrorCode.BODY_UNREADABLE, e);
        } catch (RefusalException e) {
            reading.failed(e);
            giveBack(message, header, settlement, e.refusal().problems().get(0).code(), e);
        } finally {
            reading.close();
        }
    }

    private Tracing tracing() {
        return receiver.sending().tracing();
    }

    /** Hands a document out and waits until it is settled. Whether it was taken without being kept. */
    private boolean settle(IncomingDocument incoming, Tracing.Trail trail, Intake intake, Worker worker) {
        Settlement settlement = incoming.settlement();
        unsettled.incrementAndGet();
        boolean kept;
        try {
            handOut(incoming, trail);
            kept = !settlement.hasBegun();
            if (kept) {
                intake.giveBackRest();
            }
            worker.waitFor(settlement);
        } finally {
            unsettled.decrementAndGet();
        }
        if (settlement.isTaken()) {
            attempts.settled(incoming.document().submission().value());
        }
        return settlement.isTaken() && !kept;
    }

    private void giveBack(
            BytesMessage message, RoutingHeader header, Settlement settlement, ErrorCode code, Exception why) {
        String submission = header.submission().value();
        LOG.atError()
                .setCause(why)
                .addKeyValue("submission", submission)
                .addKeyValue("errorCode", code.code())
                .log("a document cannot be read or verified and was given back");
        pace.slowDown();
        ExchangeStamp stamp = ExchangeStamp.parse(Messages.properties(message));
        settlement.giveBack(submission, new NotTaken(stamp.sender(), header.submission(), code.code()));
    }

    private IncomingDocument.Stamp stamp(BytesMessage message, RoutingHeader header) {
        RoutingHeader.PropertyLookup properties = Messages.properties(message);
        ExchangeStamp stamp = ExchangeStamp.parse(properties);
        Sender sender = receiver.verification().verify(properties, header);
        return new IncomingDocument.Stamp(
                sender,
                stamp.recipientsAt(receiver.endpoint(), header.to()),
                stamp.acceptedAt(),
                receiver.opening().keyOf(sender, properties.property(HeaderNames.KEY_PACKAGE)));
    }

    private void handOut(IncomingDocument incoming, Tracing.Trail trail) {
        try (Tracing.Step step = tracing().process(trail)) {
            incoming.settlement().traced(step.trail());
            handOut(incoming, step);
        }
    }

    private void handOut(IncomingDocument incoming, Tracing.Step step) {
        try {
            if (incoming.document().operation() == Operation.RECALL) {
                handlers.recall().accept(incoming.asRecall());
            } else {
                handlers.document().accept(incoming);
            }
        } catch (RuntimeException e) {
            step.failed(e);
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("submission", incoming.document().submission())
                    .addKeyValue("attempt", incoming.attempt())
                    .log("the application failed on a document");
            if (!incoming.settlement().hasBegun()) {
                incoming.releaseAfter(e);
            }
        }
    }
}
