// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.activemq.artemis.core.paging.PagedMessage;
import org.apache.activemq.artemis.core.paging.cursor.PageIterator;
import org.apache.activemq.artemis.core.paging.cursor.PagedReference;
import org.apache.activemq.artemis.core.paging.cursor.impl.PageSubscriptionImpl;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.QueueImpl;

/**
 * What a queue met in its pages while the transaction it came in was open. The queue went on reading and keeps a list of what
 * it left behind; it takes those into memory when there is room, and does not look again whether they were removed meanwhile.
 * So whoever removes something from the pages takes it off this list as well.
 *
 * <p>The broker offers no access to the list: it is read from private fields of its pinned version.
 */
final class LateDeliveries {
    private static final VarHandle ITERATOR;
    private static final VarHandle LIST;

    static {
        try {
            Class<?> iterator = Class.forName(PageSubscriptionImpl.class.getName() + "$CursorIterator");
            ITERATOR = field(QueueImpl.class, "pageIterator", PageIterator.class);
            LIST = field(iterator, "redeliveries", java.util.Queue.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private LateDeliveries() {}

    private static VarHandle field(Class<?> owner, String name, Class<?> type) throws ReflectiveOperationException {
        return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findVarHandle(owner, name, type);
    }

    /**
     * Where a message stands in the pages.
     *
     * @param page the number of its page
     * @param number its number there
     */
    private record Position(long page, int number) {
        static Position of(PagedReference reference) {
            PagedMessage message = reference.getPagedMessage();
            return new Position(message.getPageNumber(), message.getMessageNumber());
        }
    }

    /** Takes what was removed from the pages off the list. The caller holds the lock under which the queue reads its pages. */
    static void remove(Queue queue, Collection<PagedReference> removed) {
        if (removed.isEmpty()) {
            return;
        }
        Set<Position> positions = new HashSet<>();
        removed.forEach(reference -> positions.add(Position.of(reference)));
        java.util.Queue<?> list = (java.util.Queue<?>) LIST.get((PageIterator) ITERATOR.get((QueueImpl) queue));
        synchronized (list) { // as the broker does
            list.removeIf(late -> positions.contains(Position.of((PagedReference) late)));
        }
    }
}
