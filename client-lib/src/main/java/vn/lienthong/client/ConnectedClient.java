// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.BusinessInfo;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Edoc;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.protocol.TrackedDocument;
import vn.lienthong.protocol.json.Inquiry;
import vn.lienthong.trust.StatementVerifier;
import vn.lienthong.trust.TrustedAuthorities;

/** The client over one {@link Link}. */
final class ConnectedClient implements ExchangeClient {
    /** What the library holds back of documents would count as an attempt if the application crashed. */
    private static final int ONE_AT_A_TIME = 0;

    private static final Duration NEWS_PATIENCE = Duration.ofSeconds(2);
    private static final int AHEAD_BYTES = 64 * 1024;

    private final Parts parts;
    private final Submitter submitter;
    private final Inquirer inquirer;
    private final Optional<ForwardingOutbox> outbox;
    private final ExecutorService senders;
    private final ClockCheck clockCheck = new ClockCheck(Clock.systemUTC());
    private final Set<OpenInbox> inboxes = ConcurrentHashMap.newKeySet();

    /** How what goes out is sealed and signed, and how it is checked who wrote what comes in. */
    record Trust(
            Sending sending,
            SpoolFolder spool,
            Sealer sealer,
            Verification verification,
            Opening opening,
            OwnKeyWatch ownKeys) {
        private static List<X509Certificate> own(
                ClientConfig config, Identity identity, Sending sending, Opening opening) {
            return Stream.of(
                            Stream.of(identity.connecting(config)),
                            sending.certificate().stream(),
                            opening.certificates().stream())
                    .flatMap(certificates -> certificates)
                    .toList();
        }

        static Trust of(ClientConfig config, Identity identity, Inquirer inquirer) {
            Clock clock = Clock.systemUTC();
            List<X509Certificate> authorities = identity.authorities(config);
            TrustedAuthorities trusted = new TrustedAuthorities(authorities);
            ProvenKeys keys = new ProvenKeys(
                    inquirer,
                    identity.exchangeAuthorities(config),
                    config.trustStore().resolveSibling("key-log.head"));
            KeyNews news = new KeyNews(() -> keys.state(NEWS_PATIENCE), System::nanoTime);
            Sending sending = new Sending(config, identity, clock);
            Opening opening = new Opening(config, identity, inquirer);
            SpoolFolder spool = new SpoolFolder(config.spoolDirectory());
            spool.tidy();
            return new Trust(
                    sending,
                    spool,
                    new Sealer(config, spool, new RecipientKeys(keys, news, trusted, clock), inquirer),
                    new Verification(
                            new StatementVerifier(trusted, new KnownSigners(keys::signingKeysOf, news)),
                            config.unsigned() == ClientConfig.Unsigned.ACCEPT),
                    opening,
                    new OwnKeyWatch(
                            identity.endpoint(),
                            purpose -> keys.of(identity.endpoint(), purpose),
                            () -> own(config, identity, sending, opening),
                            config.trustStore().resolveSibling(OwnKeyWatch.FILE),
                            clock));
        }
    }

    /** What inboxes share with the client. */
    record Parts(
            ClientConfig config,
            Identity identity,
            Link link,
            ScheduledExecutorService watchman,
            Inquirer inquirer,
            Trust trust) {
        /** A line of its own for statuses and for documents that are settled quickly: one by one would be slow. */
        Link newAheadLink() {
            return new Link(config, identity, AHEAD_BYTES, watchman);
        }

        Receiver receiver() {
            return new Receiver(
                    identity.endpoint(), trust.spool(), trust.verification(), trust.opening(), trust.sending());
        }
    }

    private ConnectedClient(Parts parts, @Nullable Consumer<OutboxAnswer> onAnswer) {
        this.parts = parts;
        this.submitter = new Submitter(
                parts.config(),
                parts.link(),
                parts.trust().sending(),
                parts.trust().sealer());
        this.inquirer = parts.inquirer();
        this.outbox = parts.config()
                .outbox()
                .map(folder ->
                        new ForwardingOutbox(folder, parts.config().outboxLimit(), submitter::forward, onAnswer));
        AtomicInteger number = new AtomicInteger();
        this.senders = Executors.newFixedThreadPool(parts.config().parallelSends(), task -> {
            Thread thread = new Thread(task, "lienthong-send-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Before keys are replaced, so that the old ones stay known. */
    void rememberOwnKeys() {
        parts.trust().ownKeys().remember();
    }

    Inquirer inquirer() {
        return inquirer;
    }

    static ConnectedClient connect(ClientConfig config, @Nullable Consumer<OutboxAnswer> onAnswer) {
        Identity identity = Identity.read(config, Instant.now());
        ScheduledExecutorService watchman = Executors.newSingleThreadScheduledExecutor(watch -> {
            Thread thread = new Thread(watch, "lienthong-watch");
            thread.setDaemon(true);
            return thread;
        });
        Link link = new Link(config, identity, ONE_AT_A_TIME, watchman);
        try {
            Inquirer inquirer = new Inquirer(config, link, identity.endpoint());
            Trust trust = Trust.of(config, identity, inquirer);
            ConnectedClient client =
                    new ConnectedClient(new Parts(config, identity, link, watchman, inquirer, trust), onAnswer);
            if (config.outbox().isPresent()) {
                link.startLater();
            } else {
                link.start();
            }
            client.outbox.ifPresent(ForwardingOutbox::start);
            client.clockCheck.start(inquirer);
            trust.ownKeys().start(watchman);
            return client;
        } catch (ExchangeException e) {
            watchman.shutdownNow();
            throw e;
        }
    }

    @Override
    public SentDocument send(Document document) {
        if (document.recipients().size() != document.header().to().size()) {
            throw new DocumentRefusedException(
                    ErrorCode.DOCUMENT_INVALID.with("a recipient has no agency code, or one of a wrong form"));
        }
        Outgoing outgoing = outgoing(document);
        requireOneMeaning(outgoing, document);
        submit(outgoing);
        return new SentDocument(
                document.id(),
                document.submission(),
                document.from(),
                outgoing.header().to(),
                outbox.isPresent());
    }

    /** Or its recipients would refuse it: a recall can name two documents. */
    private static void requireOneMeaning(Outgoing outgoing, Document document) {
        try {
            new FileAgainstHeader(outgoing.header()).require(document);
        } catch (RefusalException e) {
            throw Failures.of(e);
        }
    }

    private Outgoing outgoing(Document document) {
        return Outgoing.of(
                document, document.isSealed() || parts.config().sealing().always());
    }

    @Override
    public void reseal(Document document) {
        try {
            parts.trust().sealer().reseal(outgoing(document));
        } catch (RefusalException e) {
            throw Failures.of(e);
        } catch (IOException e) {
            throw Failures.unreadable(e);
        }
    }

    @Override
    public CompletableFuture<SentDocument> sendAsync(Document document) {
        return onSender(() -> send(document));
    }

    @Override
    public Inbox.Builder inbox() {
        return new OpenInbox.Opening(parts, inboxes::add, inboxes::remove);
    }

    @Override
    public void report(StatusReport report) {
        submit(Reports.outgoing(report));
    }

    private void submit(Outgoing outgoing) {
        outbox.ifPresentOrElse(waiting -> waiting.add(outgoing), () -> submitter.submit(outgoing));
    }

    @Override
    public CompletableFuture<Void> reportAsync(StatusReport report) {
        return onSender(() -> {
            report(report);
            return null;
        });
    }

    @Override
    public SentDocument recall(Document document, String reason) {
        Edoc recall = document.header().toBuilder()
                .business(BusinessInfo.recall(document.id(), reason))
                .references(List.of())
                .build();
        List<Attachment> main = document.attachments().stream()
                .limit(1)
                .filter(attachment -> attachment.source().isPresent())
                .toList();
        return send(Document.of(SubmissionId.random(), recall, main).sealed(document.isSealed()));
    }

    @Override
    public CompletableFuture<SentDocument> recallAsync(Document document, String reason) {
        return onSender(() -> recall(document, reason));
    }

    @Override
    public Optional<TrackedDocument> track(AgencyId from, DocumentId document) {
        return inquirer.ask(new Inquiry.Track(from, document)).documents().orElseThrow().stream()
                .findFirst();
    }

    @Override
    public Optional<Outbox> outbox() {
        return outbox.map(Outbox.class::cast);
    }

    @Override
    public Optional<Duration> clockOffset() {
        return clockCheck.offset(parts.config().connectTimeout());
    }

    @Override
    public Optional<Problem> clockProblem() {
        return clockCheck.problem(parts.config().connectTimeout());
    }

    @Override
    public Optional<List<Problem>> keyProblems() {
        return parts.trust().ownKeys().problems(parts.config().connectTimeout());
    }

    @Override
    public AddressBook directory() {
        return inquirer;
    }

    @Override
    public void close() {
        List.copyOf(inboxes).forEach(OpenInbox::close);
        senders.shutdown();
        try {
            if (!senders.awaitTermination(parts.config().sendTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                senders.shutdownNow();
            }
        } catch (InterruptedException e) {
            senders.shutdownNow();
            Thread.currentThread().interrupt();
        }
        submitter.close();
        parts.link().close();
        outbox.ifPresent(ForwardingOutbox::close);
        parts.watchman().shutdownNow();
        parts.trust().ownKeys().close();
        parts.trust().spool().close();
    }

    private <T> CompletableFuture<T> onSender(Supplier<T> call) {
        try {
            return CompletableFuture.supplyAsync(
                    parts.trust().sending().tracing().carry(call), senders);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new ExchangeUnavailableException(
                    List.of(ErrorCode.CLOSED.with(
                            parts.config().host() + ":" + parts.config().port())),
                    e));
        }
    }
}
