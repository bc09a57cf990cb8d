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

    private static final Found NOT_LOOKED = new Found(List.of(), false);

    private final PageSubscriptionImpl pages;
    private final Predicate<Message> isMeant;
    private final Extent extent;
    private boolean complete = true;
    private final AtomicBoolean decided = new AtomicBoolean();
    private final CompletableFuture<Found> result = new CompletableFuture<>();

    private PageSearch(PageSubscriptionImpl pages, Predicate<Message> isMeant, Extent extent) {
        this.pages = pages;
        this.isMeant = isMeant;
        this.extent = extent;
    }

    /**
     * How far a search goes.
     *
     * @param page the only page, or {@link #ALL}
     * @param most how many are wanted
     * @param toMemory whether what is found is put at the head of the queue
     */
    private record Extent(long page, int most, boolean toMemory) {
        static final long ALL = -1;
    }

    /** What was found, and whether everything there was to be seen was looked at. */
    record Found(List<PagedReference> references, boolean complete) {}

    /** The pages that a queue has at a moment: from the first to the one that is being written. */
    record Range(long first, long writing) {}

    /**
     * Takes what is meant. It goes to nobody else from now on; the caller acknowledges it in a transaction.
     *
     * @return what was found in the time there is
     */
    static List<PagedReference> take(Queue queue, Predicate<Message> isMeant) {
        return take(queue, isMeant, new Extent(Extent.ALL, Integer.MAX_VALUE, false))
                .references();
    }

    /** Takes the first that is meant. */
    static Optional<PagedReference> takeFirst(Queue queue, Predicate<Message> isMeant) {
        return take(queue, isMeant, new Extent(Extent.ALL, 1, false)).references().stream()
                .findFirst();
    }

    /**
     * Brings what is meant from one page into memory, to the head of the queue.
     *
     * @return what was brought; not complete if something there is part of an open transaction, or the time ran out
     */
    static Found bring(Queue queue, long page, Predicate<Message> isMeant) {
        return take(queue, isMeant, new Extent(page, Integer.MAX_VALUE, true));
    }

    /** The pages of a queue; none if it is in memory. */
    static Optional<Range> range(Queue queue) {
        return queue.getPageSubscription() instanceof PageSubscriptionImpl pages
                        && pages.getPagingStore().isStorePaging()
                ? Optional.of(new Range(
                        pages.getPagingStore().getFirstPage(),
                        pages.getPagingStore().getCurrentWritingPage()))
                : Optional.empty();
    }

    private static Found take(Queue queue, Predicate<Message> isMeant, Extent extent) {
        if (!(queue.getPageSubscription() instanceof PageSubscriptionImpl pages)
                || !pages.getPagingStore().isStorePaging()) {
            return new Found(List.of(), true);
        }
        PageSearch search = new PageSearch(pages, isMeant, extent);
        pages.getPagingStore().execute(search);
        return search.await();
    }

    /** Waits for its turn for a limited time; once it runs, to its end, which is near. */
    private Found await() {
        try {
            return result.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return decided.compareAndSet(false, true) ? NOT_LOOKED : result.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return decided.compareAndSet(false, true) ? NOT_LOOKED : result.join();
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
            if (extent.toMemory()) {
                pages.getQueue().addHead(List.copyOf(found), false);
            }
            result.complete(new Found(found, complete));
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
        boolean all = extent.page() == Extent.ALL;
        long last = all ? store.getCurrentWritingPage() : extent.page();
        for (long number = all ? store.getFirstPage() : last;
                number <= last && found.size() < extent.most();
                number++) {
            if (System.nanoTime() > end) {
                LOG.atWarn()
                        .addKeyValue("queue", pages.getQueue().getName())
                        .addKeyValue("page", number)
                        .log("a queue is too deep to be searched to its end; a recall follows what was not reached");
                complete = false;
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
            while (messages.hasNext() && found.size() < extent.most()) {
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
        complete &= transaction == null || transaction.isCommit() || transaction.isRollback();
        return transaction != null && transaction.isCommit();
    }
}
