// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.access.Users;
import vn.lienthong.broker.administration.Administration;
import vn.lienthong.broker.administration.AdministrationSocket;
import vn.lienthong.broker.administration.CurrentLedger;
import vn.lienthong.broker.administration.OperatorDesk;
import vn.lienthong.broker.artemis.Instruments;
import vn.lienthong.broker.artemis.MessagingServer;
import vn.lienthong.broker.artemis.MessagingServer.Records;
import vn.lienthong.broker.artemis.MessagingSettings;
import vn.lienthong.broker.audit.AuditLog;
import vn.lienthong.broker.authority.AuthorityFiles;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.authority.ServerTls;
import vn.lienthong.broker.authority.StatusPlaces;
import vn.lienthong.broker.console.Console;
import vn.lienthong.broker.deadletters.DeadLetterDesk;
import vn.lienthong.broker.directory.Directory;
import vn.lienthong.broker.disk.DiskSpace;
import vn.lienthong.broker.disk.DiskWatch;
import vn.lienthong.broker.enrolment.EnrolmentServer;
import vn.lienthong.broker.enrolment.KeyDesk;
import vn.lienthong.broker.enrolment.StatusServer;
import vn.lienthong.broker.events.EventLog;
import vn.lienthong.broker.inquiries.InquiryDesk;
import vn.lienthong.broker.ledger.Ledger;
import vn.lienthong.broker.mailbox.DeadLetters;
import vn.lienthong.broker.mailbox.TakenBack;
import vn.lienthong.broker.monitoring.Meters;
import vn.lienthong.broker.monitoring.Monitoring;
import vn.lienthong.broker.receipts.ReceiptDispatch;
import vn.lienthong.broker.register.SubmissionRegister;
import vn.lienthong.broker.retention.Books;
import vn.lienthong.broker.retention.Retention;
import vn.lienthong.broker.retention.Sources;
import vn.lienthong.broker.revocation.ForeignCertificates;
import vn.lienthong.broker.routing.Obstruction;
import vn.lienthong.broker.routing.Router;
import vn.lienthong.broker.routing.StatementCheck;
import vn.lienthong.broker.sealing.KeyPackages;
import vn.lienthong.broker.sealing.PackageQuota;
import vn.lienthong.config.DataSize;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.trust.PublicCertificate;
import vn.lienthong.trust.StatementVerifier;
import vn.lienthong.trust.StatementVerifier.Signers;
import vn.lienthong.trust.TrustedAuthorities;

/** One exchange node. Its constructor wires everything by hand; {@link #start} listens, {@link #close} is final. */
public final class Broker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);
    private static final DataSize EVENT_FILE = DataSize.ofMebibytes(64);

    private final BrokerConfig config;
    private final Clock clock;
    private final DataFolder data;
    private final FileLock lock;
    private final KeyDesk keys;
    private final ForeignCertificates foreign;
    private final KeyPackages packages;
    private final AuditLog audit;
    private final Optional<Records> records;
    private final Optional<Ledger> ledger;
    private final Optional<ReceiptDispatch> receipts;
    private final DiskWatch disk;
    private final MessagingServer messaging;
    private final DeadLetterDesk deadLetters;
    private final Retention retention;
    private final Meters meters = new Meters();
    private final Oversight oversight;
    private final Administration administration;
    private final OperatorDesk operators;
    private final Users users;
    private volatile Optional<Console> console = Optional.empty();
    private final AdministrationSocket socket;
    private volatile Optional<EnrolmentServer> enrolment = Optional.empty();
    private volatile Optional<StatusServer> status = Optional.empty();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Prepares an exchange; nothing listens yet. Makes the data folder and its own keys if there are none.
     *
     * @throws RefusalException if another exchange runs on the data folder
     */
    public Broker(BrokerConfig config) {
        this(config, Clock.systemUTC());
    }

    /** The same with a clock of its own; what the messaging inside it stamps bears the time of the machine. */
    public Broker(BrokerConfig config, Clock clock) {
        this(config, clock, Obstruction.NONE);
    }

    /** The same with something that may be in the way of submissions. */
    public Broker(BrokerConfig config, Clock clock, Obstruction obstruction) {
        this.config = config;
        this.clock = clock;
        data = new DataFolder(config.data());
        lock = data.lock()
                .orElseThrow(() -> new RefusalException(
                        ErrorCode.DATA_FOLDER_IN_USE.with(data.path().toString())));
        keys = openKeys(config, data, clock);
        foreign = watchForeign();
        users = new Users(data.users(), clock);
        audit = new AuditLog(data.audit(), keys.signer(), clock);
        packages = new KeyPackages(data.keyPackages(), clock);
        Directory directory = new Directory(data.directory(), config.directory(), clock);
        disk = new DiskWatch(DiskSpace.of(data.path()), config.disk());
        Router router = new Router(directory, config.limits(), disk, clock, obstruction);
        try {
            records = config.ledger().isPresent() ? Optional.of(records(config)) : Optional.empty();
            ledger = config.ledger()
                    .map(settings ->
                            new Ledger(records.orElseThrow().events(), settings, data.ledger(), config.deadlines()));
            messaging = messaging(directory, router);
            keys.register().onRevocation(messaging::disconnect);
            receipts = records.map(kept -> new ReceiptDispatch(kept.events(), messaging.receipts(), config.receipts()));
            DeadLetters dead = deadLetters(messaging, ledger);
            deadLetters = new DeadLetterDesk(dead, config.discards());
            Optional<Books> books = records.map(kept -> books(kept, ledger.orElseThrow(), receipts.orElseThrow()));
            retention = new Retention(
                    config.retention(), new Sources(messaging, dead, messaging.expired(), packages, books), clock);
            oversight = oversight(directory);
            administration = administration(directory);
            messaging.answerWith(inquiryDesk(directory, obstruction));
            operators = new OperatorDesk(administration, clock);
            socket = new AdministrationSocket(data.administrationSocket(), operators);
        } catch (IOException e) {
            throw new UncheckedIOException("data folder " + data.path() + " cannot be used", e);
        }
    }

    private Oversight oversight(Directory directory) {
        return new Oversight(
                config,
                data,
                meters,
                new Oversight.Subjects(
                        messaging,
                        directory,
                        records.map(kept -> new Monitoring.Books(kept.events(), ledger.orElseThrow())),
                        disk,
                        keys,
                        deadLetters));
    }

    private Administration administration(Directory directory) {
        return new Administration(
                directory,
                messaging,
                ledger,
                new Administration.Desks(
                        deadLetters,
                        disk,
                        Optional.of(retention),
                        () -> keys,
                        () -> audit,
                        users,
                        Optional.of(oversight.lookout()),
                        receipts));
    }

    /** What its sender took back since is not handed over again, as far as it is written down. */
    private static DeadLetters deadLetters(MessagingServer messaging, Optional<Ledger> ledger) {
        return messaging.deadLetters(ledger.map(kept -> new CurrentLedger(messaging, kept))
                .<TakenBack>map(
                        current -> (submission, document) -> current.upToDate().takenBackSince(submission, document))
                .orElse(TakenBack.UNKNOWN));
    }

    /** Starts; returns when submissions are taken. */
    public void start() {
        disk.start();
        foreign.start();
        Listening.at("port", config.port(), messaging::start);
        records.ifPresent(kept -> kept.register().start());
        ledger.ifPresent(Ledger::start);
        receipts.ifPresent(ReceiptDispatch::start);
        retention.start();
        oversight.start();
        data.notePort(port());
        startWatch();
        enrolment = config.keys().enrolmentPort().map(at -> Listening.at("enrolment.port", at, this::startEnrolment));
        status = config.keys().statusPort().map(at -> Listening.at("revocation.port", at, this::startStatus));
        console = config.console().port().map(at -> Listening.at("console.port", at, this::startConsole));
        socket.start();
        LOG.atInfo().addKeyValue("port", port()).log("exchange is ready");
    }

    private MessagingServer messaging(Directory directory, Router router) throws IOException {
        return new MessagingServer(
                messagingSettings(config, data.serverKeys()),
                directory,
                new MessagingServer.Checks(keys.register(), foreign, router, statements(directory)),
                records,
                new Instruments(meters.traffic(), meters.registry()));
    }

    private ForeignCertificates watchForeign() {
        ForeignCertificates made = new ForeignCertificates(
                keys.register(),
                keys.trusted(),
                data.revocation(),
                config.keys().revocation(),
                clock);
        keys.admitBy(made::admit, made::troubles);
        return made;
    }

    private static KeyDesk openKeys(BrokerConfig config, DataFolder data, Clock clock) {
        List<X509Certificate> others =
                config.keys().trustedAuthorities().map(AuthorityFiles::read).orElse(List.of());
        Optional<StatusPlaces> places = config.keys()
                .statusAddress()
                .map(address ->
                        new StatusPlaces(address.resolve(StatusServer.LIST), address.resolve(StatusServer.QUESTIONS)));
        KeyDesk keys = KeyDesk.open(data.keyFolders(), others, places, clock);
        keys.authority().provideServer(config.hostNames(), data.serverKeys());
        AuthorityFiles.write(data.serverKeys(), keys.trusted());
        return keys;
    }

    private StatementCheck statements(Directory directory) {
        Signers registered = StatementVerifier.registeredIn(keys.register());
        return new StatementCheck(
                new StatementVerifier(new TrustedAuthorities(keys.trusted()), foreign.among(registered, clock)),
                config.statements(),
                packages,
                endpoint -> directory.limitsOf(endpoint).sealedOnly().orElse(false));
    }

    private InquiryDesk inquiryDesk(Directory directory, Obstruction obstruction) {
        return new InquiryDesk(
                new InquiryDesk.Sources(
                        directory,
                        administration.accounts()::track,
                        keys,
                        new InquiryDesk.Sealing(
                                packages, new PackageQuota(config.keys().packagesAnHour(), clock), disk::obstacle)),
                config.acceptance(),
                clock,
                obstruction::told);
    }

    private void startWatch() {
        try {
            byte[] own = Files.readAllBytes(data.serverKeys().certificatePem());
            keys.watch().also("server", PublicCertificate.parse(own));
        } catch (IOException e) {
            throw new UncheckedIOException("the exchange's own certificate cannot be read", e);
        }
        keys.watch().start();
    }

    private EnrolmentServer startEnrolment(int port) {
        EnrolmentServer server = new EnrolmentServer(
                new InetSocketAddress(config.host(), port), ServerTls.context(data.serverKeys()), keys, this::port);
        server.start();
        keys.enrolAt(config.hostNames().get(0) + ":" + server.port(), administration::hasEndpoint);
        return server;
    }

    private StatusServer startStatus(int port) {
        StatusServer server = new StatusServer(new InetSocketAddress(config.host(), port), keys, clock);
        server.start();
        return server;
    }

    private Console startConsole(int port) {
        ConsoleSettings settings = config.console();
        Console started = new Console(
                new Console.Listener(
                        settings.host(),
                        port,
                        settings.tls() ? Optional.of(ServerTls.context(data.serverKeys())) : Optional.empty(),
                        settings.metricsToken().map(DataFolder::firstLine),
                        settings.openId()),
                operators,
                users,
                oversight.lookout());
        started.start();
        data.noteConsole((settings.tls() ? "https" : "http") + "://" + settings.host() + ":" + started.port());
        return started;
    }

    /** Where operators sign in with a browser; empty if they cannot. */
    public Optional<Integer> consolePort() {
        return console.map(Console::port);
    }

    /** Where revoked certificates are told; empty if nowhere. */
    public Optional<Integer> statusPort() {
        return status.map(StatusServer::port);
    }

    /** Where endpoints enrol; empty if they cannot. */
    public Optional<Integer> enrolmentPort() {
        return enrolment.map(EnrolmentServer::port);
    }

    /** Whether it could not write any more and stopped by itself; only another one over the same data can go on. */
    boolean hasFallen() {
        return messaging.hasFallen();
    }

    /** The port it listens on. */
    public int port() {
        return messaging.port();
    }

    /** What an operator can ask and do. */
    public Administration administration() {
        return administration;
    }

    /** Stops taking submissions, closes the connections and the journal. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        closeAll(
                socket::close,
                () -> console.ifPresent(Console::close),
                () -> enrolment.ifPresent(EnrolmentServer::close),
                () -> status.ifPresent(StatusServer::close),
                oversight::close,
                disk::close,
                deadLetters::close,
                retention::close,
                () -> receipts.ifPresent(ReceiptDispatch::close),
                messaging::close,
                () -> ledger.ifPresent(Ledger::close),
                () -> records.ifPresent(kept -> kept.register().close()),
                () -> records.ifPresent(kept -> kept.events().close()),
                packages::close,
                foreign::close,
                audit::close,
                keys::close,
                this::giveLockBack);
        LOG.atInfo().log("exchange has stopped");
    }

    /** One part that cannot be closed, as on a full disk, must not keep the others open. */
    private static void closeAll(Runnable... parts) {
        for (Runnable part : parts) {
            try {
                part.run();
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("a part of the exchange did not close well");
            }
        }
    }

    private void giveLockBack() {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of the data folder cannot be given back", e);
        }
    }

    private Records records(BrokerConfig config) throws IOException {
        EventLog events = new EventLog(
                data.events(), EVENT_FILE, config.ledger().orElseThrow().subjects());
        return new Records(
                events, new SubmissionRegister(events, data.register(), config.submissionsRemembered(), clock));
    }

    private static Books books(Records kept, Ledger ledger, ReceiptDispatch receipts) {
        return new Books(kept.events(), ledger, List.of(kept.register()::readUpTo, receipts::readUpTo));
    }

    private static MessagingSettings messagingSettings(BrokerConfig config, KeyFiles keys) {
        return new MessagingSettings(
                config.data(),
                new MessagingSettings.Listener(
                        config.host(), config.port(), keys.keys(), keys.peers(), keys.password()),
                config.redelivery(),
                config.memory(),
                config.connections());
    }
}
