// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;

/**
 * What is known of the deadlines in one inbox: enough to say when to look and into which pages, and no more, however much waits.
 *
 * <ol>
 *   <li>Whoever puts a message with a deadline into the inbox notes the deadline afterwards, when the message is to be seen there.
 *   <li>A look forgets what was noted, and then reads: what is noted meanwhile counts for the next look.
 *   <li>Of a page that is full and has been read, the earliest deadline in it is kept; it is read again when that is over. The
 *       pages that are still written, or hold something of an open transaction, are read at every look.
 *   <li>Pages are read before memory: what the queue moves meanwhile is found in one or the other.
 * </ol>
 *
 * <p>What is over is brought to memory, where the broker expires it. What a consumer holds stays with it; if it comes back, it
 * is found within some seconds. One thread looks, any may note.
 */
final class InboxDeadlines {
    static final long NEVER = Long.MAX_VALUE;

    /** Between two looks there is at least so much time, and as much as the look took. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A deep inbox is read in pieces, so that others have their turn. */
    private static final Duration PIECE = Duration.ofSeconds(1);

    /** Until it is seen whether somebody gave back what is over, or a transaction ended. */
    private static final Duration UNTIL_NEXT_TRY = Duration.ofSeconds(2);

    private final Queue inbox;
    private final TreeMap<Long, Long> read = new TreeMap<>();
    private long noted;
    private long inReadPages = NEVER;
    private long inMemory = NEVER;
    private long notBefore;

    /** An inbox of which nothing is known: something may be over. */
    InboxDeadlines(Queue inbox) {
        this.inbox = inbox;
    }

    String name() {
        return inbox.getName().toString();
    }

    /** When to look. */
    synchronized long due() {
        return Math.max(notBefore, Math.min(noted, Math.min(inReadPages, inMemory)));
    }

    /** A message with a deadline is in the inbox. Whether it is time to look earlier than it was. */
    synchronized boolean note(long deadline) {
        boolean earlier = deadline < noted;
        noted = Math.min(noted, deadline);
        return earlier;
    }

    /** Has everything expire that is over, as far as nobody holds it. */
    void look() {
        long begun = System.currentTimeMillis();
        pauseUntil(begun + UNTIL_NEXT_TRY.toMillis()); // also if this fails
        if (beginWithPages(begun)) {
            lookIntoPages(begun);
        }
        boolean unused = QueueTurn.await(inbox); // what was noted is in the queue now, and not on its way
        lookIntoMemory(begun);
        inbox.expireReferences();
        long now = System.currentTimeMillis();
        pauseUntil(now + Math.max(PAUSE.toMillis(), now - begun));
    }

    private synchronized void pauseUntil(long time) {
        notBefore = time;
    }

    private synchronized boolean beginWithPages(long now) {
        boolean over = Math.min(noted, inReadPages) <= now;
        if (over) {
            noted = NEVER;
        }
        return over;
    }

    private void lookIntoPages(long now) {
        Optional<PageSearch.Range> range = PageSearch.range(inbox);
        if (range.isEmpty()) {
            read.clear();
        } else {
            read.headMap(range.get().first()).clear();
            readPages(range.get(), now);
        }
        long earliest = read.values().stream().mapToLong(Long::longValue).min().orElse(NEVER);
        synchronized (this) {
            inReadPages = earliest;
        }
    }

    private void readPages(PageSearch.Range range, long now) {
        long end = System.nanoTime() + PIECE.toNanos();
        for (long page = range.first(); page <= range.writing(); page++) {
            if (read.getOrDefault(page, 0L) > now) {
                continue;
            }
            if (System.nanoTime() > end) {
                note(now);
                return;
            }
            Overdue overdue = new Overdue(now);
            PageSearch.Found found = PageSearch.bring(inbox, page, overdue);
            if (!found.references().isEmpty()) {
                inbox.expireReferences();
                boolean unused = QueueTurn.await(inbox); // before more of it is in memory
            }
            if (!found.complete()) {
                note(now + UNTIL_NEXT_TRY.toMillis());
            }
            if (found.complete() && page < range.writing()) {
                read.put(page, overdue.next);
            } else {
                read.remove(page);
                note(overdue.next);
            }
        }
    }

    private void lookIntoMemory(long now) {
        Overdue overdue = new Overdue(now);
        for (MessageReference waiting : inbox.getScheduledMessages()) {
            if (overdue.test(waiting.getMessage())) {
                MessagingServer.attempt("end what waits for its next attempt", () -> {
                    inbox.deliverScheduledMessage(waiting.getMessageID());
                    return true;
                });
            }
        }
        boolean isHeld = inbox.getDeliveringMessages().values().stream()
                        .flatMap(references -> references.stream())
                        .filter(held -> overdue.test(held.getMessage()))
                        .count()
                > 0;
        synchronized (inbox) { // as the queue itself does
            try (LinkedListIterator<MessageReference> references = inbox.iterator()) {
                while (references.hasNext()) {
                    overdue.test(references.next().getMessage());
                }
            }
        }
        long next = isHeld ? Math.min(overdue.next, now + UNTIL_NEXT_TRY.toMillis()) : overdue.next;
        synchronized (this) {
            inMemory = next;
        }
    }

    /** Whether the time of a message is over; remembers the earliest deadline of those whose time is not. */
    private static final class Overdue implements Predicate<Message> {
        private final long now;
        private long next = NEVER;

        Overdue(long now) {
            this.now = now;
        }

        @Override
        public boolean test(Message message) {
            long deadline = message.getExpiration();
            if (deadline > now) {
                next = Math.min(next, deadline);
            }
            return deadline > 0 && deadline <= now;
        }
    }
}
