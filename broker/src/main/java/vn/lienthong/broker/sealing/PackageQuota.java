// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.sealing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;

/**
 * How many key packages an endpoint may hand in within an hour. They are kept for long and need no document, so that without a limit
 * one endpoint could fill the disk for all. Counts from the start of the exchange. Thread-safe.
 */
public final class PackageQuota {
    private static final Duration HOUR = Duration.ofHours(1);

    private final int most;
    private final Clock clock;
    private final Map<EndpointId, Window> windows = new ConcurrentHashMap<>();

    private record Window(Instant start, int count) {}

    /** A quota for each endpoint. */
    public PackageQuota(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /**
     * Counts packages that an endpoint wants to hand in.
     *
     * @throws RefusalException if they are too many; none is counted then
     */
    public void take(EndpointId endpoint, int packages) {
        Instant now = clock.instant();
        windows.compute(endpoint, (any, before) -> {
            boolean isOver = before == null || !now.isBefore(before.start().plus(HOUR));
            Window window = isOver ? new Window(now, 0) : before;
            int count = window.count() + packages;
            if (count > most) {
                throw new RefusalException(ErrorCode.TOO_MANY_KEY_PACKAGES.with(
                        endpoint.value(), Integer.toString(window.count()), Integer.toString(most)));
            }
            return new Window(window.start(), count);
        });
    }
}
