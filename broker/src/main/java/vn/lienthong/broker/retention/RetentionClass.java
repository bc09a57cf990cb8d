// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.retention;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Things of one kind that are kept equally long. In the order in which they are removed: the first may set others free. */
public enum RetentionClass {
    /** Messages that could not be handed over. */
    DEAD_LETTERS,
    /** Messages whose time ran out. */
    EXPIRED,
    /** Documents in the ledger of which nothing is left to come. */
    DOCUMENTS,
    /** Files of the event log. */
    EVENTS,
    /** Key packages of sealed documents. */
    KEY_PACKAGES;

    /** How it is written: {@code dead-letters}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The class that is written so. */
    public static Optional<RetentionClass> ofWord(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
