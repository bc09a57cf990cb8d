// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import vn.lienthong.broker.routing.HandOver;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.faults.Effect;
import vn.lienthong.faults.FaultPlan;
import vn.lienthong.faults.Stage;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.SubmissionId;

/**
 * What a plan of faults does to documents on their way to an agency: they wait, change places, are lost on the line, or come again
 * because the word that they were taken is lost. It is decided once for each document, so that what is drawn does not depend on
 * how often one had to be handed over. When all faults are removed, nothing waits any more. Thread-safe.
 */
final class PlannedHandOver implements HandOver {
    private static final Duration TURN = Duration.ofSeconds(2);
    private static final int REMEMBERED = 10_000;

    private final FaultPlan plan;
    private final Parties parties;
    private final Map<Key, Passage> passages = new HashMap<>();

    /** The newest that were taken: if their line breaks at that moment for another reason, they come again and are not new. */
    private final Map<Key, Passage> taken = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Passage> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Key(EndpointId to, AgencyId from, SubmissionId submission) {
        static Key of(EndpointId to, RoutingHeader document) {
            return new Key(to, document.from(), document.submission());
        }
    }

    /** A document on its way, until it is taken. */
    private static final class Passage {
        private final EndpointId to;
        private final int decided;
        private final long end;
        private boolean waitsForNext;
        private Optional<Long> firstUntil = Optional.empty();
        private boolean begun;
        private boolean wordDecided;

        /**
         * A document that was not handed over yet.
         *
         * @param decided how often faults had been removed when it was decided
         * @param end until when it waits, in nanoseconds of this machine
         * @param waitsForNext whether it waits until another one has gone
         */
        Passage(EndpointId to, int decided, long end, boolean waitsForNext) {
            this.to = to;
            this.decided = decided;
            this.end = end;
            this.waitsForNext = waitsForNext;
        }

        /** The next has gone: now it is its turn, before those behind. For a moment only, since it may be recalled instead. */
        void comesNow() {
            if (waitsForNext) {
                waitsForNext = false;
                firstUntil = Optional.of(System.nanoTime() + TURN.toNanos());
            }
        }

        boolean goesFirst() {
            return !begun
                    && firstUntil.filter(until -> until - System.nanoTime() > 0).isPresent();
        }
    }

    PlannedHandOver(FaultPlan plan, Parties parties) {
        this.plan = plan;
        this.parties = parties;
    }

    @Override
    public synchronized boolean waits(EndpointId to, RoutingHeader document) {
        Passage passage = passage(to, document);
        boolean isItsTurn = passage.goesFirst()
                || passages.values().stream().noneMatch(other -> other.to.equals(to) && other.goesFirst());
        return !passage.begun
                && passage.decided == plan.ended()
                && (passage.waitsForNext || passage.end - System.nanoTime() > 0 || !isItsTurn);
    }

    @Override
    public synchronized void begins(EndpointId to, RoutingHeader document) {
        Passage passage = passage(to, document);
        if (!passage.begun) {
            passage.begun = true;
            if (passage.firstUntil.isEmpty()) { // one that changed its place is nobody's next
                passages.values().stream().filter(other -> other.to.equals(to)).forEach(Passage::comesNow);
            }
            if (next(to, Effect.Drop.class::isInstance).isPresent()) {
                parties.cut(to); // before anything is written: it is lost on the line, and the exchange finds out later
            }
        }
    }

    @Override
    public synchronized boolean losesWord(EndpointId from, RoutingHeader document) {
        Key key = Key.of(from, document);
        Passage passage = passage(from, document);
        if (!passage.wordDecided) {
            passage.wordDecided = true;
            if (next(from, Effect.Duplicate.class::isInstance).isPresent()) {
                parties.cut(from);
                return true;
            }
        }
        passages.remove(key);
        taken.put(key, passage);
        return false;
    }

    private Passage passage(EndpointId to, RoutingHeader document) {
        Key key = Key.of(to, document);
        Passage passage = passages.getOrDefault(key, taken.get(key));
        if (passage == null) {
            passage = decide(to);
            passages.put(key, passage);
        }
        return passage;
    }

    /** While one waits for the next, the next does not wait for another one in turn. */
    private Passage decide(EndpointId to) {
        int decided = plan.ended();
        boolean one = passages.values().stream()
                .anyMatch(other -> other.to.equals(to) && other.waitsForNext && other.decided == decided);
        Optional<Effect> effect =
                next(to, what -> what instanceof Effect.Delay || (what instanceof Effect.Reorder && !one));
        long by = effect.filter(Effect.Delay.class::isInstance)
                .map(delay -> ((Effect.Delay) delay).by().toNanos())
                .orElse(0L);
        boolean reordered = effect.filter(Effect.Reorder.class::isInstance).isPresent();
        return new Passage(to, decided, System.nanoTime() + by, reordered);
    }

    private Optional<Effect> next(EndpointId endpoint, Predicate<Effect> kind) {
        return parties.agency(endpoint).flatMap(agency -> plan.next(agency, Stage.DELIVER, kind));
    }
}
