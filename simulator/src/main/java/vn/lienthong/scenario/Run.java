// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.faults.FaultyLine;
import vn.lienthong.orders.Answer;
import vn.lienthong.orders.Order;
import vn.lienthong.person.Judgement;
import vn.lienthong.protocol.TrackedDocument.TrackedDelivery;
import vn.lienthong.simulator.SimulatedAgency;
import vn.lienthong.testkit.SimulatedExchange;
import vn.lienthong.words.Words;

/** One case while it runs: what it has sent and seen. Used by one thread. */
final class Run {
    /** The name of the agency under test in a case file. */
    static final String SELF = "$agency";

    private final TestBench bench;
    private final Consumer<String> waiting;
    private final int mark;
    private final int distrustedBefore;
    private final int deceivedBefore;
    private final Map<String, Capture> captures = new LinkedHashMap<>();
    private final List<String> log = new ArrayList<>();
    private final List<Words> reviews = new ArrayList<>();
    private final List<Judgement> judgements = new ArrayList<>();
    private Optional<UnmetException> warning = Optional.empty();
    private boolean left;

    /**
     * A document a case has given a name.
     *
     * @param from who sent it
     * @param document its id
     * @param reference number and notation, or empty
     * @param files its files and their digests
     */
    record Capture(AgencyId from, DocumentId document, String reference, Map<String, String> files) {
        Capture {
            files = Map.copyOf(files);
        }
    }

    /** A case that begins, and who is told what it waits for. */
    Run(TestBench bench, Consumer<String> waiting) {
        this.bench = bench;
        this.waiting = waiting;
        this.mark = bench.journal().mark();
        FaultyLine line = bench.exchange().line(bench.agency().value());
        this.distrustedBefore = line.distrusted();
        this.deceivedBefore = line.deceived();
    }

    TestBench bench() {
        return bench;
    }

    SimulatedExchange exchange() {
        return bench.exchange();
    }

    AgencyId self() {
        return bench.agency();
    }

    /** An agency as a case file names it, or as it is if the file names none: never the one under test but by {@link #SELF}. */
    AgencyId agency(String name) {
        if (name.equals(SELF)) {
            return self();
        }
        return name.equals(self().value())
                ? TestBench.standIn(self()).map(AgencyId::new).orElse(self())
                : new AgencyId(name);
    }

    List<AgencyId> agencies(List<String> names) {
        return names.stream().map(this::agency).toList();
    }

    SimulatedAgency peer(String name) {
        return bench.peer(agency(name).value());
    }

    /** Says what the case waits for now. */
    void waitsFor(String what) {
        waiting.accept(what);
    }

    /** Writes a line into the log of the case. */
    void say(String line) {
        log.add(line);
    }

    List<String> log() {
        return List.copyOf(log);
    }

    void capture(String name, Capture capture) {
        captures.put(name, capture);
    }

    Capture captured(String name) {
        Capture capture = captures.get(name);
        if (capture == null) {
            throw new ScenarioException("no step before has named a document " + name);
        }
        return capture;
    }

    /** Leaves something to a person. */
    void review(Words question) {
        reviews.add(question);
    }

    List<Words> reviews() {
        return List.copyOf(reviews);
    }

    /** Leaves the rest of the case to a person: what comes after this step says nothing. */
    void leave(Words question) {
        review(question);
        left = true;
    }

    boolean isLeft() {
        return left;
    }

    /** Notes something that is not as it should be and stops nothing. */
    void warn(UnmetException unmet) {
        warning = warning.or(() -> Optional.of(unmet));
        say("warning: " + unmet.getMessage());
    }

    Optional<UnmetException> warning() {
        return warning;
    }

    /** Keeps what a person said. */
    void judged(Judgement judgement) {
        judgements.add(judgement);
    }

    List<Judgement> judgements() {
        return List.copyOf(judgements);
    }

    /** Asks the system under test, or the person in front of it. */
    Answer ask(Order order) {
        waitsFor("the system to " + order.action().english());
        return bench.system().carryOut(order);
    }

    /** Waits until something came since the case began. */
    Optional<Journal.Event> await(Predicate<Journal.Event> which, Duration patience) throws InterruptedException {
        return bench.journal().await(mark, which, patience);
    }

    /** What came so far since the case began. */
    List<Journal.Event> seen(Predicate<Journal.Event> which) {
        return bench.journal().since(mark).stream().filter(which).toList();
    }

    List<Journal.Event> awaitAll(Predicate<Journal.Event> which, int count, Duration patience)
            throws InterruptedException {
        return bench.journal().awaitAll(mark, which, count, patience);
    }

    /** How often the system gave up an exchange it must not trust since the case began. */
    int distrusted() {
        return exchange().line(self().value()).distrusted() - distrustedBefore;
    }

    /** How often it trusted one. */
    int deceived() {
        return exchange().line(self().value()).deceived() - deceivedBefore;
    }

    /** The deliveries of a document, as the exchange knows them now. */
    List<TrackedDelivery> deliveries(Capture capture) {
        return exchange()
                .track(capture.from(), capture.document())
                .map(tracked -> tracked.deliveries())
                .orElse(List.of());
    }

    /** Lets time pass: what must not happen is looked for afterwards. */
    static void pause(Duration time) throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        Condition never = lock.newCondition();
        lock.lock();
        try {
            long left = time.toNanos();
            while (left > 0) {
                left = never.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
