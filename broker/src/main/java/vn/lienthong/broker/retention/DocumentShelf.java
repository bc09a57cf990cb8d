// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.retention;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import vn.lienthong.broker.events.Event.SubmissionKey;
import vn.lienthong.broker.ledger.OldDocuments;

/** Finished documents in the ledger. */
final class DocumentShelf implements Shelf {
    private final Sources sources;
    private final Books books;
    private final BooleanSupplier goOn;

    DocumentShelf(Sources sources, Books books, BooleanSupplier goOn) {
        this.sources = sources;
        this.books = books;
        this.goOn = goOn;
    }

    @Override
    public Stock olderThan(Instant before) throws InterruptedException {
        return stock(books.ledger().cleaning().finished(before, retriable()));
    }

    @Override
    public Stock remove(Instant before) throws InterruptedException {
        return stock(books.ledger().cleaning().removeFinished(before, retriable(), goOn));
    }

    private Set<SubmissionKey> retriable() throws InterruptedException {
        return books.retriable(sources.mailboxes(), sources.deadLetters());
    }

    private static Stock stock(OldDocuments old) {
        return new Stock(old.count(), old.oldest(), old.newest(), Optional.empty(), Optional.empty());
    }
}
