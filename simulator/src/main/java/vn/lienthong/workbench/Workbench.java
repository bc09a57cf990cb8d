// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import vn.lienthong.client.ExchangeException;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.faults.FaultOrder;
import vn.lienthong.faults.FaultPlan.Strike;
import vn.lienthong.protocol.TrackedDocument;
import vn.lienthong.simulator.Mode;
import vn.lienthong.simulator.Script;
import vn.lienthong.simulator.SimulatedAgency;
import vn.lienthong.testkit.SimulatedClock;
import vn.lienthong.testkit.SimulatedExchange;
import vn.lienthong.workbench.WorkbenchClient.StandingFault;

/** A simulated exchange in the hands of a tester. Thread-safe; closing is final. */
public final class Workbench implements AutoCloseable {
    private final Setting setting;
    private final SimulatedExchange exchange;
    private final Recorder recorder;
    private final MessageLog log;
    private final Desk desk;
    private final AtomicBoolean closed = new AtomicBoolean();
    private Optional<Replay> replay = Optional.empty();

    /**
     * What it is like.
     *
     * @param own the agency whose system is tested
     * @param others the agencies around it
     * @param pace how fast they report
     * @param mode whether they refuse what has errors, or take it
     * @param seed of faults that strike with a probability
     */
    public record Setting(String own, List<String> others, Duration pace, Mode mode, long seed) {
        /** Nobody is tested and scripted at once. */
        public Setting {
            if (others.contains(own)) {
                throw new IllegalArgumentException(own + " is the agency under test and not one around it");
            }
            others = List.copyOf(others);
        }

        /** As exact as the centre. */
        public Setting(String own, List<String> others, Duration pace, long seed) {
            this(own, others, pace, Mode.STRICT, seed);
        }
    }

    /** Starts it. */
    public Workbench(Setting setting) {
        this.setting = setting;
        exchange = SimulatedExchange.builder()
                .agencies(setting.others().toArray(new String[0]))
                .agencies(setting.own())
                .script(Script.standard(setting.pace()))
                .mode(setting.mode())
                .observer(this::observer)
                .clock(SimulatedClock.running())
                .setting("limit.message-size", "1500m") // 1 GB in base64
                .seed(setting.seed())
                .start();
        recorder = new Recorder(Session.Heading.of(setting), new Scrubbing(secrets()));
        log = new MessageLog(recorder::came);
        desk = new Desk(
                exchange,
                setting.own(),
                setting.others(),
                new Desk.Papers(new Drafts(), new SentMessages(), log),
                new Expectations(log));
        setting.others().forEach(exchange::agency);
    }

    /** What it is. */
    record About(String own, List<String> agencies, String client, int port, Instant clock, int connections) {}

    /** Is asked for once an agency is: at the end of the constructor. */
    private SimulatedAgency.Observer observer(String code) {
        return log.of(new AgencyId(code));
    }

    About about() {
        return new About(
                setting.own(),
                setting.others(),
                clientFile().toString(),
                exchange.line(setting.own()).port(),
                exchange.clock().instant(),
                exchange.line(setting.own()).openConnections());
    }

    /** How the system under test connects. */
    public Path clientFile() {
        return exchange.clientFile(setting.own());
    }

    /** How an agency connects. */
    Path clientFile(String agency) {
        return exchange.clientFile(agency);
    }

    /** Whether the system under test is connected. */
    public boolean isConnected() {
        return exchange.line(setting.own()).openConnections() > 0;
    }

    /**
     * Also writes what is recorded to a file.
     *
     * @throws IOException if it cannot be written
     */
    public void record(Path file) throws IOException {
        recorder.writeTo(file);
    }

    MessageLog log() {
        return log;
    }

    Recorder recorder() {
        return recorder;
    }

    Expectations expectations() {
        return desk.expectations();
    }

    SentMessages sent() {
        return desk.papers().sent();
    }

    Desk desk() {
        return desk;
    }

    /** Does what a tester wants, and writes it down before what comes of it; the ids of what was sent. */
    List<String> perform(Action action) {
        return perform(action, documents -> {});
    }

    /** The same, telling the ids before they are sent. */
    List<String> perform(Action action, Consumer<List<String>> ids) {
        Action.Prepared prepared = action.on(desk);
        ids.accept(prepared.documents());
        recorder.did(action, prepared.documents());
        try {
            prepared.doing().run();
        } catch (ExchangeException e) {
            recorder.refused(String.valueOf(e.getMessage()));
            throw e;
        }
        return prepared.documents();
    }

    /**
     * Begins to do again what a tester did in a session, after everything was set to how it was at the start.
     *
     * @throws IllegalArgumentException if it was recorded for another agency or with agencies that are not here, or another replay
     *     goes on
     */
    public synchronized Replay replay(Session session, Replay.Order order) {
        if (!session.own().equals(setting.own())
                || !setting.others().containsAll(session.setting().others())) {
            throw new IllegalArgumentException("the session is one of "
                    + session.own() + " with " + session.setting().others() + ", not of " + setting.own() + " with "
                    + setting.others());
        }
        refuseDuringReplay();
        Replay next = new Replay(this, session, order);
        replay = Optional.of(next);
        next.start();
        return next;
    }

    /** The last replay. */
    synchronized Replay replay() {
        return replay.orElseThrow(() -> new IllegalArgumentException("nothing was replayed yet"));
    }

    private void refuseDuringReplay() {
        if (replay.filter(one -> !one.isOver()).isPresent()) {
            throw new IllegalArgumentException("another replay is going on");
        }
    }

    /**
     * Begins another session, in which nothing is expected yet; its number.
     *
     * @throws IllegalArgumentException if a replay goes on, which is a session itself
     */
    synchronized int newSession() {
        refuseDuringReplay();
        int number = recorder.begin(Recorder.RECORDED);
        desk.expectations().clear();
        return number;
    }

    /** No faults, no expectations, the line whole, the time running, the agencies as their script says. */
    void reset() {
        exchange.reset();
        exchange.clock().run(1);
        desk.expectations().clear();
    }

    List<Map<String, Object>> strikes() {
        return exchange.faults().strikes().stream().map(Workbench::shown).toList();
    }

    List<StandingFault> standingFaults() {
        return exchange.faults().standing().stream()
                .map(standing -> new StandingFault(standing.order().words(), standing.struck()))
                .toList();
    }

    /**
     * Sets a fault, as a tester does on the page.
     *
     * @throws IllegalArgumentException if it is one of an agency that takes no part
     */
    public void fault(FaultOrder order) {
        perform(Action.SetFault.of(order));
    }

    private static Map<String, Object> shown(Strike strike) {
        return Map.of(
                "agency", strike.agency().value(),
                "stage", strike.stage().word(),
                "number", strike.number(),
                "effect", strike.effect().words());
    }

    Instant time() {
        return exchange.clock().instant();
    }

    Optional<TrackedDocument> track(String agency, String document) {
        return exchange.track(new AgencyId(agency), new DocumentId(document));
    }

    /** What must not leave this machine with a session. */
    private Scrubbing.Secrets secrets() {
        List<String> passwords = new ArrayList<>();
        List<Integer> ports = new ArrayList<>(List.of(exchange.port()));
        for (String agency : Stream.concat(Stream.of(setting.own()), setting.others().stream())
                .toList()) {
            passwords.add(text(exchange.clientConfig(agency).passwordFile()));
            ports.add(exchange.line(agency).port());
        }
        List<String> paths = Stream.of("java.io.tmpdir", "user.home", "user.dir")
                .map(System::getProperty)
                .filter(path -> path.length() > 1)
                .toList();
        return new Scrubbing.Secrets(passwords, paths, ports);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            synchronized (this) {
                replay.ifPresent(Replay::close);
            }
            exchange.close();
            log.close();
            desk.papers().drafts().close();
        }
    }
}
