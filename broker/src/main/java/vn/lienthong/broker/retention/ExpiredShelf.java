// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.retention;

import java.time.Instant;
import vn.lienthong.broker.mailbox.ExpiredMessages;
import vn.lienthong.broker.mailbox.ExpiredMessages.Expired;

/** Messages whose time ran out. */
final class ExpiredShelf implements Shelf {
    private final ExpiredMessages messages;

    ExpiredShelf(ExpiredMessages messages) {
        this.messages = messages;
    }

    /** Adds up what it is shown. */
    private static final class Sum {
        private Stock stock = Stock.NONE;

        void add(Expired message) {
            stock = stock.and(1, message.since(), message.since(), message.size());
        }
    }

    @Override
    public Stock olderThan(Instant before) {
        Sum sum = new Sum();
        messages.forEach(message -> {
            if (message.since().isBefore(before)) {
                sum.add(message);
            }
        });
        return sum.stock;
    }

    @Override
    public Stock remove(Instant before) {
        Sum sum = new Sum();
        messages.remove(before, sum::add);
        return sum.stock;
    }
}
