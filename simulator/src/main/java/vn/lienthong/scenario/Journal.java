// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.simulator.Chronicle;
import vn.lienthong.simulator.ReceivedDocument;
import vn.lienthong.simulator.SimulatedAgency;

/** Everything that reached the scripted agencies, in the order it came. Thread-safe. */
public final class Journal {
    private final Chronicle<Event> events = new Chronicle<>(Integer.MAX_VALUE);

    /**
     * Something that came.
     *
     * @param at the scripted agency it came to
     * @param from who sent or said it
     * @param document the document it is or is about
     * @param received the document, if it is one
     * @param status the status, if it is one
     */
    public record Event(
            AgencyId at,
            AgencyId from,
            DocumentId document,
            Optional<ReceivedDocument> received,
            Optional<StatusUpdate> status) {}

    /** Writes down what an agency gets. */
    public SimulatedAgency.Observer of(AgencyId agency) {
        return new SimulatedAgency.Observer() {
            @Override
            public void onDocument(ReceivedDocument document) {
                add(new Event(agency, document.from(), document.id(), Optional.of(document), Optional.empty()));
            }

            @Override
            public void onStatus(StatusUpdate status) {
                add(new Event(agency, status.from(), status.document(), Optional.empty(), Optional.of(status)));
            }
        };
    }

    /** How much is written; what comes later stands behind it. */
    public int mark() {
        return events.mark();
    }

    /** What came since a mark. */
    public List<Event> since(int mark) {
        return events.since(mark);
    }

    /** Waits until something came since a mark. */
    Optional<Event> await(int mark, Predicate<Event> which, Duration patience) throws InterruptedException {
        return awaitAll(mark, which, 1, patience).stream().findFirst();
    }

    /** Waits until so many such things came since a mark; all that came, in time or not. */
    List<Event> awaitAll(int mark, Predicate<Event> which, int count, Duration patience) throws InterruptedException {
        return events.await(mark, which, count, patience);
    }

    private void add(Event event) {
        events.add(place -> event);
    }
}
