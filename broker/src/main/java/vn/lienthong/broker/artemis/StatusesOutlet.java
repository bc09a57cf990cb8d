// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.postoffice.DuplicateIDCache;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import vn.lienthong.broker.mailbox.ReceiptOutlet;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.HeaderNames;
import vn.lienthong.protocol.Receipt;

/**
 * Puts receipts into statuses queues. How far that went is noted among the ids the broker keeps in its journal, in the
 * same transaction.
 */
final class StatusesOutlet implements ReceiptOutlet {
    /** Under this name the broker keeps the positions; nothing is ever sent there. */
    static final SimpleString POSITIONS = SimpleString.of("receipts");

    private final ActiveMQServer server;

    StatusesOutlet(ActiveMQServer server) {
        this.server = server;
    }

    @Override
    public long handedOutUpTo() {
        return positions().getMap().stream()
                .mapToLong(entry -> ByteBuffer.wrap(entry.getA()).getLong())
                .max()
                .orElse(0);
    }

    @Override
    public void handOut(List<Batch> batches, long upTo) {
        MessagingServer.attempt("hand out receipts", () -> {
            Transaction transaction = new TransactionImpl(server.getStorageManager());
            for (Batch batch : batches) {
                String queue = Addresses.statuses(batch.to());
                if (server.locateQueue(queue) != null) {
                    server.getPostOffice().route(message(batch, queue), transaction, false);
                }
            }
            byte[] position = ByteBuffer.allocate(Long.BYTES).putLong(upTo).array();
            positions().addToCache(position, transaction, false);
            transaction.commit();
            server.getStorageManager().waitOnOperations();
            return true;
        });
    }

    private CoreMessage message(Batch batch, String queue) {
        long id = server.getStorageManager().generateID();
        byte[] body = batch.receipts().toJson();
        CoreMessage message = new CoreMessage(id, body.length);
        message.setAddress(queue);
        message.setDurable(true);
        message.setTimestamp(System.currentTimeMillis());
        message.setType(Message.BYTES_TYPE);
        message.putStringProperty(HeaderNames.KIND, Receipt.WIRE_KIND);
        message.putStringProperty(HeaderNames.SUBMISSION, "receipts-" + id);
        message.putStringProperty(HeaderNames.CONTENT_TYPE, Receipt.MEDIA_TYPE);
        message.putStringProperty(HeaderNames.ACCEPTED, Long.toString(message.getTimestamp()));
        message.putStringProperty(HeaderNames.SIZE, Integer.toString(body.length));
        message.getBodyBuffer().writeBytes(body);
        return message;
    }

    private DuplicateIDCache positions() {
        return server.getPostOffice().getDuplicateIDCache(POSITIONS);
    }
}
