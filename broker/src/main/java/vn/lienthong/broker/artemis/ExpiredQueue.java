// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.selector.filter.Filterable;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import vn.lienthong.broker.mailbox.ExpiredMessages;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.HeaderNames;

/** The queue of messages whose time ran out. What stands there has ended: nobody is told when it goes. */
final class ExpiredQueue implements ExpiredMessages {
    private static final int TOGETHER = 500;

    private final ActiveMQServer server;

    ExpiredQueue(ActiveMQServer server) {
        this.server = server;
    }

    @Override
    public void forEach(Consumer<Expired> viewer) {
        try (LinkedListIterator<MessageReference> references = queue().browserIterator()) {
            while (references.hasNext()) {
                viewer.accept(view(references.next().getMessage()));
            }
        }
    }

    /** The broker's own removal, which reaches what is kept in pages, too. */
    @Override
    public void remove(Instant before, Consumer<Expired> viewer) {
        Matching old = new Matching(message -> {
            Expired expired = view(message);
            boolean isOld = expired.since().isBefore(before);
            if (isOld) {
                viewer.accept(expired);
            }
            return isOld;
        });
        MessagingServer.attempt("remove what ran out of time", () -> {
            queue().deleteMatchingReferences(TOGETHER, old, AckReason.NORMAL);
            server.getStorageManager().waitOnOperations();
            return true;
        });
    }

    private static Expired view(Message message) {
        Object expired = message.getBrokerProperty(Message.HDR_ACTUAL_EXPIRY_TIME);
        Object since = expired == null ? message.getObjectProperty(HeaderNames.ACCEPTED) : expired;
        Object size = message.getObjectProperty(HeaderNames.SIZE);
        return new Expired(
                Instant.ofEpochMilli(since == null ? message.getTimestamp() : Long.parseLong(since.toString())),
                size == null ? 0 : Long.parseLong(size.toString()));
    }

    private Queue queue() {
        return server.locateQueue(SimpleString.of(Addresses.EXPIRED));
    }

    /** A filter that looks at messages as they are. */
    private record Matching(Predicate<Message> predicate) implements Filter {
        @Override
        public boolean match(Message message) {
            return predicate.test(message);
        }

        @Override
        public boolean match(Map<String, String> map) {
            return false;
        }

        @Override
        public boolean match(Filterable filterable) {
            return false;
        }

        @Override
        public SimpleString getFilterString() {
            return SimpleString.of("");
        }
    }
}
