// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.paging.PageTransactionInfo;
import org.apache.activemq.artemis.core.paging.PagedMessage;
import org.apache.activemq.artemis.core.paging.PagingStore;
import org.apache.activemq.artemis.core.paging.cursor.PagedReference;
import org.apache.activemq.artemis.core.paging.cursor.impl.PageSubscriptionImpl;
import org.apache.activemq.artemis.core.paging.impl.Page;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages out of the pages of a deep queue before the queue itself reads them into memory. Runs on the executor of the
 * queue's store, the only one on which the queue moves messages from pages to memory and on which pages are deleted: what is
 * found in a page is nowhere else, and marked as removed it is passed over by the queue. The pages are read as they are and not
 * by an iterator of the broker's, which leaves something behind at a message whose transaction is still open.
 *
 * <p>Built on internal classes of the broker, whose version is pinned.
 */
final class PageSearch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(PageSearch.class);

    /** A sender waits meanwhile, and so do those who want more out of the pages. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final PageSubscriptionImpl pages;
    private final Predicate<Message> isMeant;
    private final int most;
    private final AtomicBoolean decided = new AtomicBoolean();
    private final CompletableFuture<List<PagedReference>> result = new CompletableFuture<>();

    private PageSearch(PageSubscriptionImpl pages, Predicate<Message> isMeant, int most) {
        this.pages = pages;
        this.isMeant = isMeant;
        this.most = most;
    }

    /**
     * Takes what is meant. It goes to nobody else from now on; the caller acknowledges it in a transaction.
     *
     * @return what was found in the time there is
     */
    static List<PagedReference> take(Queue queue, Predicate<Message> isMeant) {
        return take(queue, isMeant, Integer.MAX_VALUE);
    }

    /** Takes the first that is meant. */
    static Optional<PagedReference> takeFirst(Queue queue, Predicate<Message> isMeant) {
        return take(queue, isMeant, 1).stream().findFirst();
    }

    private static List<PagedReference> take(Queue queue, Predicate<Message> isMeant, int most) {
        if (!(queue.getPageSubscription() instanceof PageSubscriptionImpl pages)
                || !pages.getPagingStore().isStorePaging()) {
            return List.of();
        }
        PageSearch search = new PageSearch(pages, isMeant, most);
        pages.getPagingStore().execute(search);
        return search.await();
    }

    /** Waits for its turn for a limited time; once it runs, to its end, which is near. */
    private List<PagedReference> await() {
        try {
            return result.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return decided.compareAndSet(false, true) ? List.of() : result.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return decided.compareAndSet(false, true) ? List.of() : result.join();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the pages of a queue cannot be read", e.getCause());
        }
    }

    @Override
    public void run() {
        if (!decided.compareAndSet(false, true)) {
            return; // nobody waits any more
        }
        try {
            List<PagedReference> found = search();
            remove(found); // only now, when nothing can go wrong any more
            result.complete(found);
        } catch (Exception e) {
            result.completeExceptionally(e);
        }
    }

    private void remove(List<PagedReference> found) {
        synchronized (pages) { // the queue does not look ahead in its pages meanwhile
            for (PagedReference reference : found) {
                PagedMessage message = reference.getPagedMessage();
                pages.getPageInfo(message.getPageNumber()).remove(message.getMessageNumber());
            }
            LateDeliveries.remove(pages.getQueue(), found);
        }
    }

    private List<PagedReference> search() throws Exception {
        PagingStore store = pages.getPagingStore();
        List<PagedReference> found = new ArrayList<>();
        long end = System.nanoTime() + LONGEST.toNanos();
        long last = store.getCurrentWritingPage();
        for (long number = store.getFirstPage(); number <= last && found.size() < most; number++) {
            if (System.nanoTime() > end) {
                LOG.atWarn()
                        .addKeyValue("queue", pages.getQueue().getName())
                        .addKeyValue("page", number)
                        .log("a queue is too deep to be searched to its end; a recall follows what was not reached");
                break;
            }
            var info = pages.locatePageInfo(number);
            boolean isOver = info != null && (info.getCompleteInfo() != null || info.isPendingDelete());
            if (!isOver) {
                search(store, number, found);
            }
        }
        return found;
    }

    private void search(PagingStore store, long number, List<PagedReference> found) throws Exception {
        Page page = store.usePage(number, true, false);
        if (page == null) {
            return; // deleted
        }
        try (LinkedListIterator<PagedMessage> messages = page.iterator()) {
            while (messages.hasNext() && found.size() < most) {
                PagedMessage message = messages.next();
                if (isWaiting(store, message) && isMeant.test(message.getMessage())) {
                    found.add(store.getCursorProvider().newReference(message, pages));
                }
            }
        } finally {
            page.usageDown();
        }
    }

    /** Whether a message of a page is this queue's, committed, and neither taken nor in memory. */
    private boolean isWaiting(PagingStore store, PagedMessage message) {
        if (Arrays.stream(message.getQueueIDs()).noneMatch(id -> id == pages.getId())) {
            return false;
        }
        var info = pages.locatePageInfo(message.getPageNumber());
        if (info != null && (info.isRemoved(message.getMessageNumber()) || info.isAck(message.getMessageNumber()))) {
            return false;
        }
        if (message.getTransactionID() < 0) {
            return true;
        }
        PageTransactionInfo transaction = store.getPagingManager().getTransaction(message.getTransactionID());
        return transaction != null && transaction.isCommit();
    }
}
