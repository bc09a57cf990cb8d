// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vn.lienthong.protocol.EndpointId;

/**
 * How many documents endpoints hand in. Each may hand in a minute's worth at once and gets new room evenly. Thread-safe.
 */
final class DocumentRate {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<EndpointId, Room> rooms = new ConcurrentHashMap<>();

    /** What an endpoint may still hand in, as it was at a time. */
    private record Room(double documents, Instant at) {}

    /** Whether an endpoint may hand in one more now; counts it if so. */
    boolean allows(EndpointId endpoint, int perMinute, Instant now) {
        boolean[] allowed = {false};
        rooms.compute(endpoint, (unused, before) -> {
            Room room = before == null ? new Room(perMinute, now) : refilled(before, perMinute, now);
            allowed[0] = room.documents() >= 1;
            return allowed[0] ? new Room(room.documents() - 1, now) : room;
        });
        return allowed[0];
    }

    private static Room refilled(Room room, int perMinute, Instant now) {
        double gained = (double) Duration.between(room.at(), now).toMillis() / MINUTE.toMillis() * perMinute;
        return new Room(Math.min(perMinute, room.documents() + Math.max(0, gained)), now);
    }
}
