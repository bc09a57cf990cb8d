// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSConstants;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.edxml.EdxmlException;
import vn.lienthong.edxml.EdxmlReader;
import vn.lienthong.edxml.ReadingLimits;
import vn.lienthong.edxml.StatusMessage;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.ExchangeStamp;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.Receipt;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.json.Receipts;

/**
 * Takes statuses and receipts in order and acknowledges each message when the handler returns. A handler that throws, or a
 * body that is not what it should be, gives it back.
 */
final class StatusShift implements Worker.Shift {
    private static final String RECEIPTS_ONLY = HeaderNames.KIND + " = '" + Receipt.WIRE_KIND + "'";
    private static final Logger LOG = LoggerFactory.getLogger(StatusShift.class);

    private final Receiver receiver;
    private final Link line;
    private final Handlers handlers;
    private final Attempts attempts;

    /** Who is called for what. Statuses without a handler stay with the exchange, receipts without one are passed over. */
    record Handlers(@Nullable Consumer<StatusUpdate> status, @Nullable Consumer<Receipt> receipt) {}

    StatusShift(Receiver receiver, Link line, Handlers handlers, Attempts attempts) {
        this.receiver = receiver;
        this.line = line;
        this.handlers = handlers;
        this.attempts = attempts;
    }

    @Override
    public Link line() {
        return line;
    }

    @Override
    public void run(Connection connection, Worker worker) throws JMSException {
        try (Session session = connection.createSession(false, ActiveMQJMSConstants.INDIVIDUAL_ACKNOWLEDGE)) {
            String selector = handlers.status() == null ? RECEIPTS_ONLY : null;
            MessageConsumer consumer =
                    session.createConsumer(session.createQueue(Addresses.statuses(receiver.endpoint())), selector);
            StatusIntake intake = new StatusIntake(consumer);
            worker.using(intake);
            for (BytesMessage message = intake.next(); message != null; message = intake.next()) {
                try {
                    handle(message, session);
                } finally {
                    intake.done();
                }
            }
        }
    }

    private void handle(BytesMessage message, Session session) throws JMSException {
        String submission = message.getStringProperty(HeaderNames.SUBMISSION);
        int attempt = attempts.next(submission, message.getIntProperty("JMSXDeliveryCount"));
        try {
            handOut(message, attempt);
        } catch (IOException | EdxmlException | RefusalException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("submission", submission)
                    .addKeyValue("errorCode", code(e))
                    .log("a status cannot be read or verified and was given back");
            session.recover();
            return;
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("submission", submission)
                    .addKeyValue("attempt", attempt)
                    .log("the application failed on a status");
            session.recover();
            return;
        }
        message.acknowledge();
        attempts.settled(submission);
    }

    private static String code(Exception failure) {
        return failure instanceof RefusalException refused
                ? refused.refusal().problems().get(0).code().code()
                : ErrorCode.BODY_UNREADABLE.code();
    }

    private void handOut(BytesMessage message, int attempt) throws JMSException, IOException {
        Consumer<StatusUpdate> statuses = handlers.status();
        if (Receipt.WIRE_KIND.equals(message.getStringProperty(HeaderNames.KIND))) {
            Consumer<Receipt> receipts = handlers.receipt();
            if (receipts != null) {
                Receipts.parse(Messages.body(message)).receipts().forEach(receipts);
            }
        } else if (statuses != null) {
            handOut(message, RoutingHeader.parse(Messages.properties(message)), statuses, attempt);
        }
    }

    private void handOut(BytesMessage message, RoutingHeader header, Consumer<StatusUpdate> statuses, int attempt)
            throws JMSException, IOException {
        Tracing tracing = receiver.sending().tracing();
        Tracing.Trail trail = tracing.trail(message, Addresses.statuses(receiver.endpoint()), header);
        Tracing.Step reading = tracing.receive(trail);
        StatusUpdate update;
        try {
            update = update(message, header, attempt);
        } catch (IOException | RuntimeException e) {
            reading.failed(e);
            throw e;
        } finally {
            reading.close();
        }
        try (Tracing.Step step = tracing.process(trail)) {
            try {
                statuses.accept(update);
            } catch (RuntimeException e) {
                step.failed(e);
                throw e;
            }
        }
    }

    private StatusUpdate update(BytesMessage message, RoutingHeader header, int attempt)
            throws JMSException, IOException {
        Sender sender = receiver.verification().verify(Messages.properties(message), header);
        try (Spool spool = Spool.receive(message, receiver.spool(), Optional.empty());
                var in = spool.open()) {
            Verification.verifyBody(sender, spool.digest());
            if (!(new EdxmlReader(ReadingLimits.DEFAULT).readHeader(in) instanceof StatusMessage status)) {
                throw new IOException("the body is a document, not a status");
            }
            new FileAgainstHeader(header).require(status);
            ExchangeStamp stamp = ExchangeStamp.parse(Messages.properties(message));
            return new StatusUpdate(
                    header.document(),
                    header.to().get(0),
                    header.from(),
                    header.status().orElseThrow(),
                    status.description(),
                    stamp.acceptedAt(),
                    attempt,
                    status);
        }
    }
}
