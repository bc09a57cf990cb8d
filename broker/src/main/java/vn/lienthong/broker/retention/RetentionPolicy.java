// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.retention;

import java.time.Duration;
import java.util.Optional;

/**
 * How long things are kept after they are over; empty: for ever.
 *
 * @param documents finished documents in the ledger
 * @param events files of the event log
 * @param expired messages whose time ran out
 * @param deadLetters messages that could not be handed over
 * @param keyPackages key packages of sealed documents, from the day they were handed in
 */
public record RetentionPolicy(
        Optional<Duration> documents,
        Optional<Duration> events,
        Optional<Duration> expired,
        Optional<Duration> deadLetters,
        Optional<Duration> keyPackages) {
    /** What suits most: accounts and dead letters are for people to close. */
    public static final RetentionPolicy DEFAULT = new RetentionPolicy(
            Optional.empty(),
            Optional.of(Duration.ofDays(400)),
            Optional.of(Duration.ofDays(90)),
            Optional.empty(),
            Optional.of(Duration.ofDays(400)));

    /** How long things of a class are kept. */
    public Optional<Duration> of(RetentionClass type) {
        return switch (type) {
            case DOCUMENTS -> documents;
            case EVENTS -> events;
            case EXPIRED -> expired;
            case DEAD_LETTERS -> deadLetters;
            case KEY_PACKAGES -> keyPackages;
        };
    }
}
