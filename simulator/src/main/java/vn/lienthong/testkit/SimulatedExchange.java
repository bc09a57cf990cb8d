// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.testkit;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import vn.lienthong.broker.Broker;
import vn.lienthong.broker.BrokerConfig;
import vn.lienthong.broker.DataFolder;
import vn.lienthong.broker.administration.Administration;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.directory.Endpoint;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.client.ClientConfig;
import vn.lienthong.client.Delivery;
import vn.lienthong.client.Document;
import vn.lienthong.client.ExchangeClient;
import vn.lienthong.client.Inbox;
import vn.lienthong.client.RecallRequest;
import vn.lienthong.edxml.AgencyCatalogue;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.VietnamTime;
import vn.lienthong.faults.FaultPlan;
import vn.lienthong.faults.FaultyLine;
import vn.lienthong.orders.Polling;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.TrackedDocument;
import vn.lienthong.simulator.ReceivedDocument;
import vn.lienthong.simulator.Script;
import vn.lienthong.simulator.SimulatedAgency;
import vn.lienthong.simulator.StatusFaults;
import vn.lienthong.simulator.TemporaryFolder;

/**
 * A real exchange on loopback, with an authority, keys and agencies of its own in a folder that goes when it is closed. An agency
 * behaves by a script once {@link #agency} was asked for it; one whose {@link #clientConfig} is given out is the system under
 * test. Everything goes over a line of each agency's own, which can be made faulty. Thread-safe.
 *
 * <pre>{@code
 * try (SimulatedExchange exchange = SimulatedExchange.start("G22", "H29")) {
 *     exchange.connect("H29").send(document);
 *     assertThat(exchange.awaitDocument("G22")).isAcceptable();
 * }
 * }</pre>
 */
public final class SimulatedExchange implements AutoCloseable {
    private static final Duration ARRIVAL = Duration.ofSeconds(5);
    private static final String PREFIX = "lienthong-simulated-";

    private final Optional<TemporaryFolder> temporary;
    private final DataFolder data;
    private final Properties settings;
    private final SimulatedClock clock;
    private final FaultPlan faults;
    private final Map<AgencyId, Member> members = new LinkedHashMap<>();
    private final List<ExchangeClient> clients = new ArrayList<>();
    private final Script script;
    private final Function<String, SimulatedAgency.Observer> observers;
    private final Parties parties = new Parties();
    private final Bystanders bystanders = new Bystanders(this);
    private final PlannedFaults planned;
    private volatile Broker broker;
    private boolean closed;

    /** An agency with its line. */
    private static final class Member {
        private final EndpointId endpoint;
        private final KeyFiles keys;
        private final FaultyLine line;
        private Optional<SimulatedAgency> scripted = Optional.empty();

        Member(EndpointId endpoint, KeyFiles keys, FaultyLine line) {
            this.endpoint = endpoint;
            this.keys = keys;
            this.line = line;
        }
    }

    SimulatedExchange(SimulatedExchangeBuilder builder) {
        temporary = builder.folder().isPresent() ? Optional.empty() : Optional.of(temporaryFolder());
        data = new DataFolder(
                builder.folder().orElseGet(() -> temporary.orElseThrow().path()));
        settings = builder.settings();
        clock = builder.clock();
        faults = new FaultPlan(builder.seed(), clock);
        script = builder.script();
        observers = builder.observers();
        planned = new PlannedFaults(faults, parties, this::restart);
        try {
            broker = started();
        } catch (RuntimeException e) {
            temporary.ifPresent(SimulatedExchange::delete);
            throw e;
        }
        try {
            builder.agencies().forEach(this::add);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts an exchange with some agencies, each on an endpoint of its own. */
    public static SimulatedExchange start(String... agencies) {
        return builder().agencies(agencies).start();
    }

    /** Says more before it starts. */
    public static SimulatedExchangeBuilder builder() {
        return new SimulatedExchangeBuilder();
    }

    /** Registers another agency. */
    public synchronized void add(String code) {
        AgencyId agency = new AgencyId(code);
        EndpointId endpoint = new EndpointId(code.toLowerCase(Locale.ROOT).replace('.', '-'));
        KeyFiles keys = data.endpointKeys(endpoint);
        broker.administration().addEndpoint(new Endpoint(endpoint, name(agency), List.of(agency)));
        broker.administration().issueKeys(endpoint, keys);
        FaultyLine line = new FaultyLine(agency, faults, this::port, this::expired);
        parties.know(endpoint, agency, line);
        members.put(agency, new Member(endpoint, keys, line));
    }

    /** An agency that behaves by a script; it connects when it is asked for first. */
    public SimulatedAgency agency(String code) {
        return agency(code, script);
    }

    /** The same with a script of its own, if it is asked for the first time. */
    public synchronized SimulatedAgency agency(String code, Script own) {
        Member member = member(code);
        SimulatedAgency agency = member.scripted.orElseGet(() -> SimulatedAgency.start(
                clientConfig(code), own, observers.apply(code), new StatusFaults(faults, bystanders::misreport)));
        member.scripted = Optional.of(agency);
        return agency;
    }

    /** The agencies that behave by a script by now. */
    synchronized List<AgencyId> scripted() {
        return members.entrySet().stream()
                .filter(one -> one.getValue().scripted.isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How an agency's own system connects. */
    public ClientConfig clientConfig(String code) {
        Member member = member(code);
        return ClientConfig.of("localhost", member.line.port(), member.keys.folder());
    }

    /** The file by which an agency's own system connects, beside its keys. */
    public Path clientFile(String code) {
        Member member = member(code);
        Path file = member.keys.folder().resolve("exchange.properties");
        try {
            return Files.writeString(file, ClientFile.text(member.endpoint, "localhost", member.line.port()));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /** Connects as an agency; the client is closed with the exchange, if not before. */
    public ExchangeClient connect(String code) {
        ExchangeClient client = ExchangeClient.connect(clientConfig(code));
        synchronized (this) {
            clients.add(client);
        }
        return client;
    }

    /** Sends a document as an agency with another file in place of its own, as systems do that use no library of ours. */
    public void sendRaw(String from, Document document, byte[] file) {
        RoutingHeader header = RoutingHeader.document(
                document.submission(),
                document.from(),
                document.recipients(),
                document.id(),
                new RoutingHeader.DocumentTraits(
                        document.operation(),
                        document.reference(),
                        Optional.of(document.subject()),
                        document.urgency()));
        try (RawSender sender = RawSender.connect(clientConfig(from))) {
            sender.send(header, file);
        } catch (JMSException | IOException e) {
            throw new IllegalStateException("the exchange did not take a file of " + from, e);
        }
    }

    /** Waits for a document to arrive at a scripted agency. */
    public ReceivedDocument awaitDocument(String at) throws InterruptedException {
        return awaitDocument(at, document -> true);
    }

    /** Waits for a certain document; what came before it stays to be asked for. */
    public ReceivedDocument awaitDocument(String at, Predicate<ReceivedDocument> which) throws InterruptedException {
        return agency(at).awaitDocument(which);
    }

    /** What the exchange knows of a document, everything that happened until now included. */
    public Optional<TrackedDocument> track(AgencyId from, DocumentId document) {
        return administration().accounts().track(from, document);
    }

    /** The same. */
    public Optional<TrackedDocument> track(Document document) {
        return track(document.from(), document.id());
    }

    /** What goes wrong. */
    public FaultPlan faults() {
        return faults;
    }

    /** The line of an agency. */
    public FaultyLine line(String code) {
        return member(code).line;
    }

    /** Its clock. */
    public SimulatedClock clock() {
        return clock;
    }

    /** What an operator can ask and do. */
    public Administration administration() {
        return broker.administration();
    }

    /** Where it listens without a line in between. */
    public int port() {
        return broker.port();
    }

    /** Where its data and the keys of the endpoints are. */
    public Path folder() {
        return data.path();
    }

    /** Stops the exchange and starts it again on its data and its port. */
    public synchronized void restart() {
        if (closed) {
            return; // a restart that was planned
        }
        planned.stop();
        broker.close();
        broker = started();
    }

    /**
     * Takes the faults away, mends the lines, gives what is on its way to scripted agencies five seconds to arrive, and forgets what
     * they received and were told to do.
     */
    public synchronized void reset() {
        faults.reset();
        members.values().forEach(member -> member.line.mend());
        Polling.until(this::isOnTheWay, on -> !on, ARRIVAL);
        members.values().forEach(member -> member.scripted.ifPresent(SimulatedAgency::reset));
    }

    private boolean isOnTheWay() {
        Map<String, Boolean> scripted = openByName();
        return administration().queues().stream()
                .anyMatch(queue -> queue.messages() > 0
                        && queue.name().startsWith(Leaks.INBOX)
                        && scripted.getOrDefault(queue.name().substring(Leaks.INBOX.length()), false));
    }

    /**
     * Takes in an agency's place what waits for it, while its own system is away; what cannot be read becomes a dead letter.
     *
     * @return false if something is left
     */
    public boolean drain(String code, Duration patience) {
        Member member = member(code);
        ClientConfig direct = ClientConfig.of("localhost", port(), member.keys.folder());
        try (ExchangeClient client = ExchangeClient.connect(direct);
                Inbox inbox = client.inbox()
                        .onDocument(Delivery::acknowledge)
                        .onRecall(RecallRequest::accept)
                        .open()) {
            Polling.until(() -> waiting(member), left -> left == 0, patience);
            return inbox.unsettled() == 0 && waiting(member) == 0;
        }
    }

    private long waiting(Member member) {
        return administration().queues().stream()
                .filter(queue -> queue.name().equals(Leaks.INBOX + member.endpoint))
                .mapToLong(QueueFacts::messages)
                .sum();
    }

    /** What is still open that somebody forgot to close or to settle, in words; empty if nothing is. */
    public synchronized List<String> leaks() {
        return Leaks.in(administration().queues(), openByName());
    }

    /** Closes what {@link #connect} opened. */
    public synchronized void closeClients() {
        clients.forEach(ExchangeClient::close);
        clients.clear();
    }

    private Map<String, Boolean> openByName() {
        Map<String, Boolean> scripted = new LinkedHashMap<>();
        members.values().forEach(member -> scripted.put(member.endpoint.value(), member.scripted.isPresent()));
        return scripted;
    }

    @Override
    public synchronized void close() {
        closed = true;
        members.values().forEach(member -> member.scripted.ifPresent(SimulatedAgency::close));
        closeClients();
        members.values().forEach(member -> member.line.close());
        planned.stop();
        broker.close();
        temporary.ifPresent(SimulatedExchange::delete);
    }

    private synchronized Member member(String code) {
        Member member = members.get(new AgencyId(code));
        if (member == null) {
            throw new IllegalArgumentException(code + " takes no part here; those that do: " + members.keySet());
        }
        return member;
    }

    private Broker started() {
        Broker next = new Broker(BrokerConfig.of(settings, data.path()), clock, planned);
        try {
            next.start();
        } catch (RuntimeException e) {
            next.close();
            throw e;
        }
        return next;
    }

    private SSLContext expired() {
        return ExpiredServer.context(
                administration().keys().authority(), data.path().resolve("expired"));
    }

    private static String name(AgencyId agency) {
        LocalDate today = LocalDate.ofInstant(Instant.now(), VietnamTime.ZONE);
        return AgencyCatalogue.national()
                .find(agency)
                .map(entry -> entry.nameOn(today))
                .orElse(agency.value());
    }

    private static TemporaryFolder temporaryFolder() {
        try {
            return TemporaryFolder.create(PREFIX);
        } catch (IOException e) {
            throw new UncheckedIOException("there is no place for the data of a simulated exchange", e);
        }
    }

    private static void delete(TemporaryFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the data of a simulated exchange cannot be deleted", e);
        }
    }
}
