// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.retention;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.broker.events.Event.DocumentKey;
import vn.lienthong.broker.events.EventFile;
import vn.lienthong.broker.events.OldEvents;
import vn.lienthong.broker.events.Thinned;

/**
 * Files of the event log. One goes when everybody has read it and no submission accepted in it is open: a ledger made anew
 * from what is left knows everything that waits. Of one with an open submission in it, or behind such a one, the events about
 * documents that are over go; so a recipient that never fetches its documents keeps the events of those, and of no others.
 */
final class EventShelf implements Shelf {
    private final Sources sources;
    private final Books books;

    EventShelf(Sources sources, Books books) {
        this.sources = sources;
        this.books = books;
    }

    /**
     * What may go.
     *
     * @param whole files of which nothing is needed
     * @param thinned files of which something is
     * @param dead documents that do not wait and can be delivered still
     * @param hold why not everything of that age may go
     */
    private record Choice(List<EventFile> whole, List<EventFile> thinned, Set<DocumentKey> dead, Optional<Hold> hold) {}

    /** Takes out of a file, or tells what would be taken out, all but the events about some documents. */
    private interface Thinner {
        Thinned thin(EventFile file, Set<DocumentKey> kept) throws IOException;
    }

    @Override
    public Stock olderThan(Instant before) throws IOException, InterruptedException {
        return stock(choose(before), books.events().oldEvents()::thinned);
    }

    @Override
    public Stock remove(Instant before) throws IOException, InterruptedException {
        Choice choice = choose(before);
        OldEvents old = books.events().oldEvents();
        long settledBy = books.events().end();
        Stock stock = stock(choice, (file, kept) -> old.thin(file, kept, settledBy));
        if (!choice.whole().isEmpty()) {
            old.remove(choice.whole(), settledBy);
        }
        return stock;
    }

    private Choice choose(Instant before) throws IOException, InterruptedException {
        Set<DocumentKey> dead = new HashSet<>();
        sources.deadLetters().forEach(letter -> dead.add(letter.document()));
        long needed = books.ledger().cleaning().neededFrom(books.retriable(sources.mailboxes(), sources.deadLetters()));
        long read = books.readByAll();
        List<EventFile> old = books.events().oldEvents().before(before, Long.MAX_VALUE - 1);
        if (books.ledger().cleaning().hasUnexplainedEnds(before)) {
            return new Choice(
                    List.of(), List.of(), dead, old.isEmpty() ? Optional.empty() : Optional.of(Hold.UNEXPLAINED));
        }
        List<EventFile> whole = old.stream()
                .filter(file -> file.last() <= read && file.last() < needed)
                .toList();
        List<EventFile> thinned = old.stream()
                .filter(file -> file.last() <= read && file.last() >= needed)
                .toList();
        Hold reason = needed <= read ? Hold.STILL_OPEN : Hold.NOT_READ;
        return new Choice(whole, thinned, dead, whole.size() == old.size() ? Optional.empty() : Optional.of(reason));
    }

    private Stock stock(Choice choice, Thinner thinner) throws IOException {
        Stock stock = Stock.NONE;
        for (EventFile file : choice.whole()) {
            if (file.events() == 0) {
                continue; // everything in it went before
            }
            stock = stock.and(file.events(), file.oldest(), file.newest(), file.bytes());
        }
        for (EventFile file : choice.thinned()) {
            Set<DocumentKey> documents = books.events().oldEvents().documents(file);
            Set<DocumentKey> kept = new HashSet<>(choice.dead());
            kept.addAll(books.ledger().cleaning().waiting(documents));
            Thinned out = thinner.thin(file, kept);
            if (out.events() > 0) {
                stock = stock.and(
                        out.events(), out.oldest().orElseThrow(), out.newest().orElseThrow(), out.bytes());
            }
        }
        return choice.hold().map(stock::heldBy).orElse(stock);
    }
}
