// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import vn.lienthong.broker.events.Event.Settlement;
import vn.lienthong.broker.mailbox.DeadLetters;
import vn.lienthong.broker.mailbox.DeadLetters.DeadLetter;

/** Dead letters. Each is discarded as an operator would, with an event that tells of it. */
final class DeadLetterShelf implements Shelf {
    private static final Settlement DISCARDED =
            new Settlement(Settlement.Outcome.DISCARDED, "retention", Optional.of("older than retention.dead-letters"));

    private final DeadLetters letters;
    private final BooleanSupplier goOn;

    DeadLetterShelf(DeadLetters letters, BooleanSupplier goOn) {
        this.letters = letters;
        this.goOn = goOn;
    }

    @Override
    public Stock olderThan(Instant before) {
        Stock stock = Stock.NONE;
        for (DeadLetter letter : old(before)) {
            stock = with(stock, letter);
        }
        return stock;
    }

    @Override
    public Stock remove(Instant before) {
        Stock stock = Stock.NONE;
        for (DeadLetter letter : old(before)) {
            if (!goOn.getAsBoolean()) {
                break;
            }
            if (letters.settle(letter.id(), DISCARDED)) {
                stock = with(stock, letter);
            }
        }
        return stock;
    }

    private List<DeadLetter> old(Instant before) {
        List<DeadLetter> old = new ArrayList<>();
        letters.forEach(letter -> {
            if (letter.since().isBefore(before)) {
                old.add(letter);
            }
        });
        return old;
    }

    private static Stock with(Stock stock, DeadLetter letter) {
        return stock.and(1, letter.since(), letter.since(), letter.size());
    }
}
