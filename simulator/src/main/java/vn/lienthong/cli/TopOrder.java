// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What the screen is sorted by, and the key that does it. */
enum TopOrder {
    /** How much waits. */
    BACKLOG('b', row -> row.waiting()),
    /** How long the oldest has waited. */
    OLDEST('o', row -> row.oldestSeconds()),
    /** How much passes. */
    RATE('r', row -> row.in() + row.out()),
    /** How much could not be handed over. */
    DEAD('d', row -> row.dead());

    private final char key;

    @SuppressWarnings("ImmutableEnumChecker") // a function of a row and nothing else
    private final ToDoubleFunction<TopRow> value;

    TopOrder(char key, ToDoubleFunction<TopRow> value) {
        this.key = key;
        this.value = value;
    }

    /** The most first, those alike by name. */
    Comparator<TopRow> comparator() {
        return Comparator.comparingDouble(value).reversed().thenComparing(TopRow::name);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<TopOrder> ofKey(int key) {
        return Arrays.stream(values()).filter(order -> order.key == key).findFirst();
    }
}
