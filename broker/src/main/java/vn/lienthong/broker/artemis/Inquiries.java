// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.broker.mailbox.InquiryHandler;
import vn.lienthong.broker.mailbox.LastErrors;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.json.NotTaken;

/**
 * Has inquiries answered on threads of its own, so that a slow answer holds up nobody's submission. Answers are kept in no
 * journal and only for a while: whoever asked has waited for it or is gone.
 */
final class Inquiries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Inquiries.class);
    private static final int LARGEST = 64 * 1024;
    /** The broker writes a length in front. */
    private static final int SMALLEST_BUFFER = 64;

    private static final int THREADS = 2;
    private static final int WAITING = 200;
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final ActiveMQServer server;
    private final InquiryHandler handler;
    private final LastErrors errors;
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                Thread thread = new Thread(task, "inquiries");
                thread.setDaemon(true);
                return thread;
            });

    Inquiries(ActiveMQServer server, InquiryHandler handler, LastErrors errors) {
        this.server = server;
        this.handler = handler;
        this.errors = errors;
    }

    /** Takes an inquiry, whose answer follows, or the word of an application that gives a document back. */
    void take(EndpointId from, Message inquiry) throws ActiveMQException {
        if (inquiry.isLargeMessage() || inquiry.getWholeMessageSize() > LARGEST) {
            throw new ActiveMQException(
                    ErrorCode.TOO_LARGE
                            .with(Long.toString(inquiry.getWholeMessageSize()), Integer.toString(LARGEST))
                            .toString(),
                    ActiveMQExceptionType.ILLEGAL_STATE);
        }
        ActiveMQBuffer body = inquiry.toCore().getReadOnlyBodyBuffer();
        byte[] question = new byte[body.readableBytes()];
        body.readBytes(question);
        if (SubmissionGate.property(inquiry, HeaderNames.KIND)
                .filter(NotTaken.WIRE_KIND::equals)
                .isPresent()) {
            note(from, question);
            return;
        }
        Object correlation = inquiry.getCorrelationID();
        try {
            threads.execute(() -> answer(from, question, correlation));
        } catch (RejectedExecutionException e) {
            throw new ActiveMQException(
                    ErrorCode.INTERNAL.with("-").toString(), e, ActiveMQExceptionType.INTERNAL_ERROR);
        }
    }

    private void note(EndpointId from, byte[] word) {
        try {
            NotTaken notTaken = NotTaken.parse(word);
            errors.note(from, new SubmissionKey(notTaken.sender(), notTaken.submission()), notTaken.error());
        } catch (IOException | RuntimeException e) {
            LOG.atInfo().setCause(e).addKeyValue("endpoint", from).log("a word about a document cannot be read");
        }
    }

    private void answer(EndpointId to, byte[] question, Object correlation) {
        try {
            byte[] body = handler.answer(to, question);
            CoreMessage answer =
                    new CoreMessage(server.getStorageManager().generateID(), Math.max(SMALLEST_BUFFER, body.length));
            answer.setAddress(Addresses.answers(to));
            answer.setDurable(false);
            answer.setType(Message.BYTES_TYPE);
            answer.setCorrelationID(correlation);
            answer.setExpiration(System.currentTimeMillis() + KEPT.toMillis());
            answer.getBodyBuffer().writeBytes(body);
            MessagingServer.attempt(
                    "answer an inquiry", () -> server.getPostOffice().route(answer, false));
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("endpoint", to).log("an inquiry was not answered");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
