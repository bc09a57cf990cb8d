// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.artemis;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.MetricsConfiguration;
import org.apache.activemq.artemis.core.postoffice.DuplicateIDCache;
import org.apache.activemq.artemis.core.server.ActivateCallback;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.AddressInfo;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.broker.events.Event;
import vn.lienthong.broker.events.Event.DeliveryKey;
import vn.lienthong.broker.events.EventLog;
import vn.lienthong.broker.keys.KeyRegister;
import vn.lienthong.broker.keys.KeyStanding;
import vn.lienthong.broker.mailbox.Connections;
import vn.lienthong.broker.mailbox.DeadLetters;
import vn.lienthong.broker.mailbox.ExpiredMessages;
import vn.lienthong.broker.mailbox.InquiryHandler;
import vn.lienthong.broker.mailbox.LastErrors;
import vn.lienthong.broker.mailbox.Mailboxes;
import vn.lienthong.broker.mailbox.QueueFacts;
import vn.lienthong.broker.mailbox.QueueWindow;
import vn.lienthong.broker.mailbox.ReceiptOutlet;
import vn.lienthong.broker.mailbox.TakenBack;
import vn.lienthong.broker.mailbox.Tried;
import vn.lienthong.broker.register.SubmissionRegister;
import vn.lienthong.broker.routing.Router;
import vn.lienthong.broker.routing.StatementCheck;
import vn.lienthong.protocol.Addresses;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.Fingerprint;

/** The embedded messaging broker of an exchange. Started once, stopped once. Thread-safe after start. */
public final class MessagingServer implements Mailboxes, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MessagingServer.class);

    /** The tests of this package look inside. */
    final ActiveMQServer server;

    final AutoCommittedSends autoCommitted = new AutoCommittedSends();

    private final Directory directory;
    private final EndpointIdentity identity;
    private final QueueFigures figures;
    private final LastErrors errors = new LastErrors();
    private final RecallsUnderWay recalls = new RecallsUnderWay();
    private final Optional<Records> records;
    private final Optional<LedgerLine> line;
    private final Optional<LedgerEvents> ledger;
    private final ExpiryWatch expiry;
    private final RemovedEndpoints removed;
    private @Nullable Inquiries inquiries;
    private volatile @Nullable Exception activationFailure;
    private volatile boolean fallen;

    /** What an exchange writes down: everything that happens, and what was taken. */
    public record Records(EventLog events, SubmissionRegister register) {}

    /**
     * Who decides: who a certificate belongs to, whether it still counts where somebody else issued it, where a submission goes, and
     * whether its sender signed it.
     */
    public record Checks(KeyRegister keys, KeyStanding standing, Router router, StatementCheck statements) {}

    /**
     * Prepares a broker; nothing listens yet.
     *
     * @param records where what happens to submissions is written, if it is
     * @param instruments what measures it
     * @throws IOException if the data folder cannot be written
     */
    public MessagingServer(
            MessagingSettings settings,
            Directory directory,
            Checks checks,
            Optional<Records> records,
            Instruments instruments)
            throws IOException {
        this.directory = directory;
        this.identity = new EndpointIdentity(checks.keys(), checks.standing(), Clock.systemUTC());
        server = new EmbeddedServer(
                new ServerConfiguration(settings)
                        .build()
                        .setMetricsConfiguration(new MetricsConfiguration()
                                .setJvmGc(true)
                                .setPlugin(new SharedMetrics(instruments.registry()))),
                new EndpointAccess(directory, identity));
        AcknowledgingConsumers acknowledging = new AcknowledgingConsumers(server, identity);
        // The two that refuse sessions come before those that remember them.
        server.registerBrokerPlugin(acknowledging);
        server.registerBrokerPlugin(new ConnectionLimit(server, identity, directory, settings.connections()));
        server.getServiceRegistry().addIncomingInterceptor(acknowledging);
        server.registerBrokerPlugin(autoCommitted);
        server.registerBrokerPlugin(
                new SubmissionGate(checks, identity, new Store(), autoCommitted, instruments.traffic()));
        this.records = records;
        line = records.map(kept -> new LedgerLine(server, kept, errors));
        ledger = line.map(LedgerLine::events);
        ledger.ifPresent(server::registerBrokerPlugin);
        checks.router()
                .handOver()
                .ifPresent(obstacle -> server.registerBrokerPlugin(new ObstructedHandOver(server, obstacle)));
        server.registerBrokerPlugin(new UrgentFirst(server));
        expiry = new ExpiryWatch(server);
        server.registerBrokerPlugin(expiry);
        removed = new RemovedEndpoints(server, directory);
        server.registerBrokerPlugin(new DeliveryTimes(instruments.traffic()));
        Redeliveries redeliveries = new Redeliveries(instruments.registry());
        server.registerBrokerPlugin(redeliveries);
        figures = new QueueFigures(server, redeliveries);
        HandOuts handOuts = new HandOuts(Clock.systemUTC());
        server.registerBrokerPlugin(handOuts);
        server.registerBrokerPlugin(new DeadLetterStamp(
                settings.redelivery().attempts(), directory::isRegistered, errors, handOuts, Clock.systemUTC()));
        listenToItself();
    }

    private void listenToItself() {
        server.registerIOCriticalErrorListener((failure, message, file) -> {
            fallen = true;
            LOG.atError()
                    .addKeyValue("file", file)
                    .setCause(failure)
                    .log("the disk cannot be written; the broker stops");
        });
        server.registerActivationFailureListener(failure -> activationFailure = failure);
        server.registerActivateCallback(new ActivateCallback() {
            /** Runs before the broker listens. */
            @Override
            public void activated() {
                prepareAddresses();
                directory.endpoints().forEach(endpoint -> open(endpoint.id()));
                line.ifPresent(way -> way.start(server.locateQueue(Addresses.LEDGER)));
                expiry.start();
                removed.start();
            }
        });
    }

    /** Starts; returns when messages are taken. */
    public void start() {
        attempt("start the broker", () -> {
            server.start();
            return true;
        });
        if (activationFailure != null || port() <= 0) {
            close();
            throw new IllegalStateException("the broker did not start", activationFailure);
        }
    }

    /** Whether it could not write and has stopped by itself. What it had accepted is on disk. */
    public boolean hasFallen() {
        return fallen;
    }

    /** The broker and its version. */
    public String product() {
        return "Apache ActiveMQ Artemis " + server.getVersion().getFullVersion();
    }

    /** The port it listens on. */
    public int port() {
        var acceptor = server.getRemotingService().getAcceptor(ServerConfiguration.ACCEPTOR);
        return acceptor == null ? -1 : acceptor.getActualPort();
    }

    /** Stops; what was accepted is on disk. */
    @Override
    public void close() {
        if (inquiries != null) {
            inquiries.close();
        }
        removed.close();
        expiry.close();
        line.ifPresent(LedgerLine::close);
        attempt("stop the broker", () -> {
            if (server.isActive() && !fallen) {
                OrderlyStop.of(server);
            }
            server.stop();
            return true;
        });
    }

    @Override
    public void open(EndpointId endpoint) {
        openQueue(Addresses.inbox(endpoint));
        expiry.watch(server.locateQueue(Addresses.inbox(endpoint)));
        openQueue(Addresses.statuses(endpoint));
        openQueue(Addresses.answers(endpoint));
    }

    @Override
    public void disconnect(EndpointId endpoint) {
        // Not by way of the sessions: a client names its own, and a name used twice hides one of them.
        for (RemotingConnection connection : server.getRemotingService().getConnections()) {
            if (identity.of(connection).equals(Optional.of(endpoint))) {
                connection.fail(new ActiveMQException(
                        "endpoint " + endpoint + " was removed", ActiveMQExceptionType.SECURITY_EXCEPTION));
            }
        }
    }

    /** Ends every connection that was made with a certificate. */
    public void disconnect(EndpointKey revoked) {
        Fingerprint certificate = Fingerprint.of(revoked.certificate());
        for (RemotingConnection connection : server.getRemotingService().getConnections()) {
            if (identity.certificateOf(connection).equals(Optional.of(certificate))) {
                connection.fail(new ActiveMQException(
                        ErrorCode.SIGNER_REVOKED
                                .with(
                                        revoked.endpoint().value(),
                                        certificate.brief(),
                                        revoked.revocation()
                                                .orElseThrow()
                                                .since()
                                                .toString())
                                .toString(),
                        ActiveMQExceptionType.SECURITY_EXCEPTION));
            }
        }
    }

    /** Has inquiries answered; to be said before the start. */
    public void answerWith(InquiryHandler handler) {
        inquiries = new Inquiries(server, handler, errors);
    }

    /** A look into the queues. */
    public QueueWindow queueWindow() {
        return new QueueBrowser(server);
    }

    /** Who is connected. */
    public Connections connections() {
        return new PresentEndpoints(server, identity);
    }

    /** What could not be handed over; what was taken back meanwhile is not handed over again. */
    public DeadLetters deadLetters(TakenBack takenBack) {
        return new DeadLetterQueue(
                server, directory, ledger, new DeadLetterQueue.Recalls(takenBack, recalls), Clock.systemUTC());
    }

    /** What ran out of time. */
    public ExpiredMessages expired() {
        return new ExpiredQueue(server);
    }

    /** Where receipts are handed out. */
    public ReceiptOutlet receipts() {
        return new StatusesOutlet(server);
    }

    @Override
    public List<QueueFacts> queues() {
        return figures.all();
    }

    @Override
    public void inInbox(EndpointId endpoint, Consumer<DeliveryKey> each) {
        new KeptDeliveries(server).inInbox(endpoint, each);
    }

    @Override
    public void inDeadLetters(Consumer<Kept> each) {
        new KeptDeliveries(server).movedTo(Addresses.DEAD_LETTERS, each);
    }

    @Override
    public void inExpired(Consumer<Kept> each) {
        new KeptDeliveries(server).movedTo(Addresses.EXPIRED, each);
    }

    @Override
    public List<Tried> tried(EndpointId endpoint) {
        return new MailboxView(server, errors).tried(endpoint);
    }

    @Override
    public Optional<Instant> receiptsWaitSince(EndpointId endpoint) {
        return new MailboxView(server, errors).receiptsWaitSince(endpoint);
    }

    @Override
    public boolean awaitEvents(Duration timeout) throws InterruptedException {
        return line.isPresent() && line.get().awaitNow(timeout);
    }

    /** Writes something down that happened without a message; returns when it is on disk. */
    public void note(Event event) {
        line.orElseThrow().note(event);
    }

    private void prepareAddresses() {
        openQueue(Addresses.DEAD_LETTERS);
        openQueue(Addresses.EXPIRED);
        line.ifPresent(way -> openQueue(Addresses.LEDGER));
        attempt("install the submission binding", () -> {
            server.addOrUpdateAddressInfo(new AddressInfo(SimpleString.of(Addresses.SUBMIT), RoutingType.MULTICAST));
            server.addOrUpdateAddressInfo(new AddressInfo(SimpleString.of(Addresses.INQUIRIES), RoutingType.MULTICAST));
            server.getPostOffice()
                    .addBinding(new SubmissionBinding(
                            server.getStorageManager().generateID(),
                            line,
                            new Withdrawal(server, directory, ledger, recalls)));
            return true;
        });
    }

    private void openQueue(String name) {
        attempt("create queue " + name, () -> {
            server.addOrUpdateAddressInfo(new AddressInfo(SimpleString.of(name), RoutingType.ANYCAST));
            return server.createQueue(
                    QueueConfiguration.of(name)
                            .setAddress(name)
                            .setRoutingType(RoutingType.ANYCAST)
                            .setDurable(true)
                            .setAutoCreated(false),
                    true);
        });
        LOG.atDebug().addKeyValue("queue", name).log("queue is open");
    }

    private final class Store implements SubmissionGate.Store {
        @Override
        public @Nullable Queue queue(String name) {
            return server.locateQueue(name);
        }

        @Override
        public DuplicateIDCache submissions() {
            return server.getPostOffice().getDuplicateIDCache(SimpleString.of(Addresses.SUBMIT));
        }

        @Override
        public @Nullable Inquiries inquiries() {
            return inquiries;
        }

        @Override
        public Optional<SubmissionRegister> register() {
            return records.map(Records::register);
        }
    }

    /** One step of the embedded broker, whose methods throw anything. */
    interface Step<T> {
        T run() throws Exception;
    }

    static <T> T attempt(String what, Step<T> step) {
        try {
            return step.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("cannot " + what + ": " + e.getMessage(), e);
        }
    }
}
