// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What waits on the local disk for the exchange. Goes in the order in which it was sent, but what is about one document or for
 * one recipient never holds up what is about others. Survives the end of the application, however sudden. Thread-safe.
 */
public interface Outbox {
    /** How many submissions wait. */
    int depth();

    /** How many bytes wait. */
    long bytes();

    /** How long the oldest has waited. */
    Optional<Duration> oldestAge();

    /**
     * What the exchange cannot take at present while the rest goes on, such as a document for a full inbox: why, since when, and
     * how many wait behind it. It is tried again by itself.
     */
    List<OutboxHold> holds();

    /** Answers the application has not been given yet, or has failed on; without a handler, the refusals. */
    List<OutboxAnswer> answers();

    /**
     * Waits until nothing waits any more.
     *
     * @return false if that takes longer than allowed
     */
    boolean awaitEmpty(Duration timeout) throws InterruptedException;
}
