// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.orders.OrderTaker;
import vn.lienthong.person.Conversation;
import vn.lienthong.simulator.Mode;
import vn.lienthong.simulator.Reaction;
import vn.lienthong.simulator.RunTag;
import vn.lienthong.simulator.Script;
import vn.lienthong.simulator.SimulatedAgency;
import vn.lienthong.testkit.SimulatedClock;
import vn.lienthong.testkit.SimulatedExchange;

/**
 * Where a system is tested: a simulated exchange with the agency under test and others around it, which take what comes and
 * report 01, and say more only when a case makes them. Thread-safe, for one run at a time; closing is final.
 */
public final class TestBench implements AutoCloseable {
    /** The agencies around the one under test: the Government Office, a ministry and two provinces. */
    private static final List<String> PEERS = List.of("G22", "G12", "H26", "H17");

    /** Who takes the place of one of them that is under test itself. */
    private static final String STAND_IN = "H29";

    private final SimulatedExchange exchange;
    private final AgencyId agency;
    private final Journal journal = new Journal();
    private final Patience patience;
    private final Mode mode;
    private final AtomicInteger numbers = new AtomicInteger();
    private final String notation;
    private final Path outside;
    private volatile Optional<Conversation> person = Optional.empty();
    private volatile OrderTaker system = order -> {
        throw new OrderTaker.UnreachableException("no system is connected yet", new IllegalStateException());
    };

    /**
     * How long to wait.
     *
     * @param until for what must happen
     * @param quiet for what must not happen
     */
    public record Patience(Duration until, Duration quiet) {
        /** For a system without people: 15 s, and half a second of quiet. */
        public static final Patience MACHINE = new Patience(Duration.ofSeconds(15), Duration.ofMillis(500));

        /** For a system with people before it: five minutes. */
        public static final Patience PEOPLE = new Patience(Duration.ofMinutes(5), Duration.ofSeconds(3));
    }

    /**
     * Starts an exchange for an agency, with the time of this machine.
     *
     * @param seed decides on faults that strike with a probability
     */
    public TestBench(AgencyId agency, Patience patience, long seed) {
        this(agency, patience, seed, Mode.STRICT, SimulatedClock.running());
    }

    /** The same in a mode: whether the agencies around the system refuse what has errors, or take it with a warning. */
    public TestBench(AgencyId agency, Patience patience, long seed, Mode mode) {
        this(agency, patience, seed, mode, SimulatedClock.running());
    }

    /** The same with a clock of its own. */
    public TestBench(AgencyId agency, Patience patience, long seed, Mode mode, SimulatedClock clock) {
        this.mode = mode;
        this.agency = agency;
        this.patience = patience;
        this.notation = "/LT-KT-" + RunTag.of(clock.instant());
        Script quiet = new Script(
                new Reaction.Check(new Reaction.Course(List.of(), Duration.ZERO)),
                new Reaction.Agree(),
                List.of(),
                Locale.forLanguageTag("vi"));
        List<String> peers = peers(agency);
        exchange = SimulatedExchange.builder()
                .agencies(peers.toArray(String[]::new))
                .agencies(agency.value())
                .script(quiet)
                .mode(mode)
                .observer(code -> journal.of(new AgencyId(code)))
                .clock(clock)
                .setting("redelivery.attempts", "5")
                .seed(seed)
                .start();
        peers.forEach(exchange::agency);
        outside = exchange.folder().resolve("outside");
        try {
            Files.createDirectory(outside);
        } catch (IOException e) {
            exchange.close();
            throw new UncheckedIOException("there is no place to watch", e);
        }
    }

    /** An empty folder on this machine that a system has no reason to write to, unless the name of a file leads it there. */
    Path outside() {
        return outside;
    }

    private static List<String> peers(AgencyId agency) {
        return PEERS.stream()
                .map(peer -> peer.equals(agency.value()) ? STAND_IN : peer)
                .toList();
    }

    /** Who takes the place of an agency in the cases while it is under test itself; empty if it has none. */
    public static Optional<String> standIn(AgencyId agency) {
        return PEERS.contains(agency.value()) ? Optional.of(STAND_IN) : Optional.empty();
    }

    /** Says who carries out what the system under test is asked for. */
    public void connect(OrderTaker taker) {
        system = taker;
    }

    /** Says that somebody is there who can be asked. */
    public void accompany(Conversation somebody) {
        person = Optional.of(somebody);
    }

    Optional<Conversation> person() {
        return person;
    }

    /** Waits until the system under test has opened a connection; false if it does not in time. */
    public boolean awaitConnection(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (exchange.line(agency.value()).openConnections() == 0 && System.nanoTime() < end) {
            Run.pause(Duration.ofMillis(50));
        }
        return exchange.line(agency.value()).openConnections() > 0;
    }

    /** The day on the clock of the exchange. */
    LocalDate today() {
        return LocalDate.ofInstant(exchange.clock().instant(), VietnamTime.ZONE);
    }

    /** A number no other document of this bench has, nor of another one on the same day. */
    String nextNumber() {
        return numbers.incrementAndGet() + notation;
    }

    /** The exchange the system connects to. */
    public SimulatedExchange exchange() {
        return exchange;
    }

    /** The agency under test. */
    public AgencyId agency() {
        return agency;
    }

    /** What reached the agencies around it. */
    public Journal journal() {
        return journal;
    }

    Patience patience() {
        return patience;
    }

    /** Whether what has errors is refused or taken with a warning. */
    public Mode mode() {
        return mode;
    }

    OrderTaker system() {
        return system;
    }

    SimulatedAgency peer(String code) {
        if (agency.value().equals(code)) {
            throw new ScenarioException(code + " is the agency under test and does not follow a script");
        }
        return exchange.agency(code);
    }

    @Override
    public void close() {
        exchange.close();
    }
}
