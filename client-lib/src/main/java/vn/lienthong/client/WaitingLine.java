// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RoutingHeader;

/**
 * What waits in an outbox, in the order of sending, and who may go. One that the exchange cannot take at present is stepped past
 * and shuts some {@linkplain Lane lanes}; who comes later in one of them waits behind it, and shuts those about its document.
 * When the wait of one is over, the line is gone through from its beginning again.
 *
 * <p>Not thread-safe. Times to come are those of {@link System#nanoTime}.
 */
final class WaitingLine {
    static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final TreeMap<Long, Place> places = new TreeMap<>();
    private final Map<Long, Hold> holds = new HashMap<>();
    private final Set<Lane> shut = new HashSet<>();
    private long passed;

    /** A submission in the line. Its lanes are known when it was read. */
    static final class Place {
        private final OutboxFolder.Entry entry;
        private final Instant since;
        private Set<Lane> lanes = Set.of();

        private Place(OutboxFolder.Entry entry, Instant since) {
            this.entry = entry;
            this.since = since;
        }

        OutboxFolder.Entry entry() {
            return entry;
        }

        /** Those that are shut while it waits, whatever it waits for. */
        private Set<Lane> aboutIt() {
            return lanes.stream().filter(Lane.About.class::isInstance).collect(Collectors.toSet());
        }
    }

    /** Why one waits that was tried, and until when. */
    private record Hold(RoutingHeader header, List<Problem> problems, Set<Lane> shut, Duration pause, long due) {}

    void add(OutboxFolder.Entry entry, Instant since) {
        places.put(entry.number(), new Place(entry, since));
        if (entry.number() <= passed) { // numbers are given in one order and may come here in another
            startOver();
        }
    }

    void remove(Place place) {
        places.remove(place.entry.number());
        holds.remove(place.entry.number());
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    int size() {
        return places.size();
    }

    Optional<Instant> oldest() {
        return places.isEmpty()
                ? Optional.empty()
                : Optional.of(places.firstEntry().getValue().since);
    }

    /** The next that is to be tried, as far as is known; stays so until it is removed, steps aside or is held. */
    Optional<Place> next(long now) {
        if (nextDue().filter(due -> due - now <= 0).isPresent()) {
            startOver();
        }
        for (Place place : places.tailMap(passed, false).values()) {
            if (!stepsAside(place) && !isEarly(place, now)) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    /** How long it takes until one is to be tried again. */
    Optional<Duration> untilNext(long now) {
        return nextDue().map(due -> Duration.ofNanos(Math.max(0, due - now)));
    }

    /** Whether one that was read now has to wait behind another. */
    boolean stepsAside(Place place, RoutingHeader header) {
        place.lanes = Lane.of(header);
        return stepsAside(place);
    }

    private boolean stepsAside(Place place) {
        if (Collections.disjoint(place.lanes, shut)) {
            return false;
        }
        holds.remove(place.entry.number()); // its turn is when the one before it has gone
        pass(place, place.aboutIt());
        return true;
    }

    private boolean isEarly(Place place, long now) {
        Hold hold = holds.get(place.entry.number());
        if (hold == null || hold.due() - now <= 0) {
            return false;
        }
        pass(place, hold.shut());
        return true;
    }

    /** Lets one wait that was read and tried, longer each time. */
    void hold(Place place, RoutingHeader header, List<Problem> problems, long now) {
        Set<Lane> lanes = Lane.shutBy(problems, header);
        Hold before = holds.get(place.entry.number());
        Duration wait = before == null ? FIRST_WAIT : longer(before.pause());
        holds.put(place.entry.number(), new Hold(header, problems, lanes, wait, now + wait.toNanos()));
        pass(place, lanes);
    }

    private void pass(Place place, Set<Lane> lanes) {
        passed = place.entry.number();
        shut.addAll(lanes);
    }

    private void startOver() {
        passed = 0;
        shut.clear();
    }

    private Optional<Long> nextDue() {
        return holds.values().stream().map(Hold::due).min((one, other) -> Long.signum(one - other));
    }

    static Duration longer(Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }

    /** Those that were tried and wait, and how many wait behind each. */
    List<OutboxHold> holds() {
        Map<Place, Integer> behind = new LinkedHashMap<>();
        Map<Lane, Place> shutBy = new HashMap<>();
        for (Place place : holds.isEmpty() ? List.<Place>of() : places.values()) {
            Hold hold = holds.get(place.entry.number());
            Optional<Place> first = place.lanes.stream()
                    .filter(shutBy::containsKey)
                    .map(shutBy::get)
                    .findFirst();
            first.ifPresent(found -> behind.merge(found, 1, Integer::sum));
            if (first.isEmpty() && hold != null) {
                behind.put(place, 0);
            }
            Set<Lane> lanes = hold == null ? place.aboutIt() : hold.shut();
            first.or(() -> Optional.of(place).filter(behind::containsKey))
                    .ifPresent(found -> lanes.forEach(lane -> shutBy.putIfAbsent(lane, found)));
        }
        List<OutboxHold> shown = new ArrayList<>();
        behind.forEach((place, count) -> shown.add(shown(place, count)));
        return shown;
    }

    private OutboxHold shown(Place place, int behind) {
        Hold hold = holds.get(place.entry.number());
        if (hold == null) {
            throw new IllegalStateException("only what was tried is held");
        }
        RoutingHeader header = hold.header();
        return new OutboxHold(
                header.kind(),
                header.submission(),
                header.to(),
                header.document(),
                hold.problems(),
                place.since,
                behind);
    }
}
