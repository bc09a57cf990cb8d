// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.retention;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import vn.lienthong.broker.events.EventFile;

/**
 * Files of the event log. One goes when everybody has read it and no submission accepted in it is open: a ledger made anew
 * from what is left knows everything that waits.
 */
final class EventShelf implements Shelf {
    private final Sources sources;
    private final Books books;

    EventShelf(Sources sources, Books books) {
        this.sources = sources;
        this.books = books;
    }

    /** Files that may go, and why others of their age may not. */
    private record Choice(List<EventFile> files, Stock stock) {}

    @Override
    public Stock olderThan(Instant before) throws IOException, InterruptedException {
        return choose(before).stock();
    }

    @Override
    public Stock remove(Instant before) throws IOException, InterruptedException {
        Choice choice = choose(before);
        if (!choice.files().isEmpty()) {
            books.events().oldEvents().remove(choice.files(), books.events().end());
        }
        return choice.stock();
    }

    private Choice choose(Instant before) throws IOException, InterruptedException {
        long needed = books.ledger().cleaning().neededFrom(books.retriable(sources.mailboxes(), sources.deadLetters()));
        long read = books.readByAll();
        List<EventFile> old = books.events().oldEvents().before(before, Long.MAX_VALUE - 1);
        if (books.ledger().cleaning().hasUnexplainedEnds(before)) {
            return new Choice(List.of(), old.isEmpty() ? Stock.NONE : Stock.NONE.heldBy(Hold.UNEXPLAINED));
        }
        long upTo = Math.min(read, needed - 1);
        List<EventFile> files = old.stream().filter(file -> file.last() <= upTo).toList();
        Stock stock = stock(files);
        return new Choice(
                files,
                files.size() == old.size() ? stock : stock.heldBy(needed <= read ? Hold.STILL_OPEN : Hold.NOT_READ));
    }

    private static Stock stock(List<EventFile> files) {
        Stock stock = Stock.NONE;
        for (EventFile file : files) {
            stock = stock.and(file.events(), file.oldest(), file.newest(), file.bytes());
        }
        return stock;
    }
}
