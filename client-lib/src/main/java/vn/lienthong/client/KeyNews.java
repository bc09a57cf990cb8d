// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.protocol.RefusalException;

/**
 * Whether what the exchange said about keys still holds: one question every few seconds for all of it, as long as somebody wants
 * to know. While nothing changed, nothing is asked again; after a change everything is, when it is needed. If the exchange does not
 * say, what is known holds for a minute. Thread-safe.
 */
final class KeyNews {
    /** A revocation is known everywhere after this time. */
    static final Duration EVERY = Duration.ofSeconds(5);

    /** How long what is known holds while the exchange says nothing. */
    static final Duration HOLDS = Duration.ofMinutes(1);

    /** How long what is known holds at most, also if nothing changes. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(KeyNews.class);

    private final Supplier<ProvenKeys.State> source;
    private final LongSupplier nanoTime;
    private Optional<ProvenKeys.State> state = Optional.empty();
    private long turn;
    private long turnedAt;
    private long toldAt;
    private long askedAt;

    /**
     * News from somebody.
     *
     * @param source asks the exchange; throws {@link ExchangeException} if it does not say, and {@link RefusalException} if what
     *     it says is not to be believed
     */
    KeyNews(Supplier<ProvenKeys.State> source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
        long now = nanoTime.getAsLong();
        turnedAt = now;
        toldAt = now;
        askedAt = now - EVERY.toNanos();
    }

    /**
     * A number that grows with every change. What was learned in an earlier turn does not hold any more.
     *
     * @throws RefusalException if what the exchange says is not to be believed; nothing that is known holds then
     */
    synchronized long turn() {
        if (isOver(askedAt, EVERY)) {
            ask();
        }
        return turn;
    }

    private void ask() {
        long now = nanoTime.getAsLong();
        try {
            Optional<ProvenKeys.State> told = Optional.of(source.get());
            toldAt = now;
            if (!told.equals(state) || isOver(turnedAt, LONGEST)) {
                state = told;
                turn(now);
            }
        } catch (ExchangeException e) {
            LOG.atDebug().setCause(e).log("the exchange does not say whether keys have changed");
            if (isOver(toldAt, HOLDS)) {
                toldAt = now;
                turn(now);
            }
        } catch (RefusalException e) {
            turn(now);
            throw e;
        } finally {
            askedAt = nanoTime.getAsLong();
        }
    }

    private void turn(long now) {
        turn++;
        turnedAt = now;
    }

    private boolean isOver(long since, Duration time) {
        return nanoTime.getAsLong() - since >= time.toNanos();
    }
}
