// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock of a simulated exchange: it stands, is put forward, or runs at a speed. What the exchange decides by the time of day
 * follows it (validity of codes and certificates, deadlines, limits for a minute); what the messaging inside stamps and waits
 * for does not. Thread-safe.
 */
public final class SimulatedClock extends Clock {
    private Instant base;
    private long since;
    private double speed;

    private SimulatedClock(Instant base, double speed) {
        this.base = base;
        this.speed = speed;
        this.since = System.nanoTime();
    }

    /** A clock with the time of this machine, running. */
    public static SimulatedClock running() {
        return new SimulatedClock(Instant.now(), 1);
    }

    /** A clock that stands at a moment. */
    public static SimulatedClock standingAt(Instant moment) {
        return new SimulatedClock(moment, 0);
    }

    /** Puts it forward. */
    public synchronized void advance(Duration by) {
        settle();
        base = base.plus(by);
    }

    /** Stops it where it is. */
    public void freeze() {
        run(0);
    }

    /** Lets it run, so many times as fast as time. */
    public synchronized void run(double times) {
        settle();
        speed = times;
    }

    @Override
    public synchronized Instant instant() {
        return base.plusNanos(Math.round((System.nanoTime() - since) * speed));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this; // an instant is one in every zone, and nothing here asks for more
    }

    private void settle() {
        base = instant();
        since = System.nanoTime();
    }
}
