// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.revocation;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.keys.KeyRegister;
import vn.lienthong.broker.keys.KeyStanding;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.PublicCertificate;
import vn.lienthong.trust.TrustedAuthorities;

/**
 * Watches over registered certificates of other authorities. In the background it asks whoever each of them and the certificates
 * above it name, and has the register revoke what was revoked there. About what cannot be found out it says so, when the time of
 * grace is over. Thread-safe; questions to it never wait.
 */
public final class ForeignCertificates implements KeyStanding, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ForeignCertificates.class);
    private static final String BY = "authority";

    private final KeyRegister register;
    private final X509Certificate own;
    private final List<X509Certificate> trusted;
    private final KeptWords kept;
    private final RevocationPolicy policy;
    private final Clock clock;
    private final Map<Fingerprint, Standing> standings = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "foreign-certificates");
        made.setDaemon(true);
        return made;
    });

    /**
     * How long a certificate counts without another good word about it.
     *
     * @param trouble why there was none the last time
     */
    private record Standing(Instant until, Optional<Instant> said, Optional<String> trouble) {
        /** For people. */
        String told() {
            if (until.equals(Instant.MAX)) {
                return "counts";
            }
            return until.equals(Instant.MIN) ? "does not count" : "counts until " + until;
        }
    }

    /** What its issuers say about one certificate and those above it, taken together. */
    private record Findings(Optional<Word> revocation, Standing standing) {}

    /**
     * A watch that goes by what was kept until it has asked.
     *
     * @param trusted the trusted authorities, the exchange's own first: it has nobody to be asked about
     */
    public ForeignCertificates(
            KeyRegister register, List<X509Certificate> trusted, Path folder, RevocationPolicy policy, Clock clock) {
        this.register = register;
        this.own = trusted.get(0);
        this.trusted = List.copyOf(trusted);
        this.kept = new KeptWords(folder);
        this.policy = policy;
        this.clock = clock;
        look(new Round(kept, Optional.empty(), clock.instant()));
    }

    /** Starts to ask. */
    public void start() {
        Future<?> unused = thread.scheduleWithFixedDelay(
                this::lookAgain, 0, policy.refresh().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks about everything now; blocks while sources answer. */
    public void refresh() {
        look(new Round(kept, Optional.of(new Network()), clock.instant()));
    }

    private void lookAgain() {
        try {
            refresh();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("certificates of other authorities could not be looked at; soon again");
        }
    }

    private synchronized void look(Round round) {
        Instant now = clock.instant();
        List<X509Certificate> between = kept.allIssuers();
        for (EndpointKey key : register.all()) {
            if (key.isGoodAt(now) && !isOwn(key.certificate())) {
                look(round, key, between);
            }
        }
        standings.keySet().removeIf(certificate -> register.findByFingerprint(certificate)
                .filter(key -> key.isGoodAt(now))
                .isEmpty());
    }

    private void look(Round round, EndpointKey key, List<X509Certificate> between) {
        Fingerprint certificate = Fingerprint.of(key.certificate());
        try {
            Optional<Findings> findings = findings(round, links(key.certificate(), between));
            if (findings.isPresent() && findings.get().revocation().isPresent()) {
                revoke(certificate, findings.get().revocation().get());
            } else {
                findings.ifPresent(found -> remember(key, certificate, found.standing()));
            }
        } catch (GeneralSecurityException e) {
            remember(
                    key,
                    certificate,
                    new Standing(policy.end(Optional.empty()), Optional.empty(), Optional.of(String.valueOf(e))));
        }
    }

    private void revoke(Fingerprint certificate, Word word) {
        Instant since = word.revoked().orElseThrow();
        Instant now = clock.instant();
        register.revoke(List.of(certificate), since.isAfter(now) ? now : since, "revoked by its authority", BY);
        standings.remove(certificate);
    }

    private void remember(EndpointKey key, Fingerprint certificate, Standing standing) {
        Standing before = standings.put(certificate, standing);
        boolean wasWell = before == null || before.trouble().isEmpty();
        if (standing.trouble().isPresent() && wasWell) {
            LOG.atWarn()
                    .addKeyValue("endpoint", key.endpoint())
                    .addKeyValue("purpose", key.purpose().wireName())
                    .addKeyValue("certificate", certificate.brief())
                    .addKeyValue("standing", standing.told())
                    .addKeyValue("reason", standing.trouble().get())
                    .log("whether a certificate was revoked by its authority cannot be found out now");
        } else if (standing.trouble().isEmpty() && !wasWell) {
            LOG.atInfo()
                    .addKeyValue("endpoint", key.endpoint())
                    .addKeyValue("certificate", certificate.brief())
                    .log("the authority of a certificate answers again");
        }
    }

    private Optional<Findings> findings(Round round, List<Link> links) {
        Instant until = Instant.MAX;
        Optional<Instant> said = Optional.empty();
        Optional<String> trouble = Optional.empty();
        boolean asked = false;
        for (Link link : links) {
            Optional<Round.Known> known = round.about(link);
            if (known.isEmpty()) {
                continue;
            }
            asked = true;
            Optional<Word> word = known.get().word();
            Instant end = policy.end(word.map(Word::until));
            if (word.flatMap(Word::revoked).isPresent()) {
                return Optional.of(new Findings(word, new Standing(end, said, trouble)));
            }
            if (end.isBefore(until)) {
                until = end;
                said = word.map(Word::said);
            }
            trouble = trouble.or(known.get()::trouble);
        }
        return asked
                ? Optional.of(new Findings(Optional.empty(), new Standing(until, said, trouble)))
                : Optional.empty();
    }

    private List<Link> links(X509Certificate certificate, List<X509Certificate> between)
            throws GeneralSecurityException {
        List<X509Certificate> chain = new TrustedAuthorities(trusted).path(certificate, between, clock.instant());
        List<Link> links = new ArrayList<>();
        for (int i = 0; i + 1 < chain.size(); i++) {
            links.add(new Link(chain.get(i), chain.get(i + 1)));
        }
        return links;
    }

    private boolean isOwn(X509Certificate certificate) {
        return PublicCertificate.isIssuedBy(certificate, own);
    }

    /**
     * Lets a certificate be registered about which something good is known now; asks for that, and blocks meanwhile.
     *
     * @param chain the certificate and those between it and a trusted authority
     * @throws RefusalException if it is revoked, or that cannot be found out and would have to be
     */
    public void admit(List<X509Certificate> chain) {
        X509Certificate certificate = chain.get(0);
        if (isOwn(certificate)) {
            return;
        }
        Round round = new Round(kept, Optional.of(new Network()), clock.instant());
        try {
            Optional<Findings> findings = findings(round, links(certificate, chain));
            chain.stream().skip(1).forEach(kept::keepIssuer);
            if (findings.isEmpty()) {
                return;
            }
            Fingerprint fingerprint = Fingerprint.of(certificate);
            Optional<Instant> revoked = findings.get().revocation().flatMap(Word::revoked);
            if (revoked.isPresent()) {
                throw new RefusalException(ErrorCode.SIGNER_REVOKED.with(
                        name(certificate), fingerprint.brief(), revoked.get().toString()));
            }
            standings.put(fingerprint, findings.get().standing());
            doubt(fingerprint, clock.instant()).ifPresent(problem -> {
                standings.remove(fingerprint);
                throw new RefusalException(problem);
            });
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no trusted authority vouches for the certificate", e);
        }
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    @Override
    public Optional<Problem> doubt(Fingerprint certificate, Instant now) {
        Standing standing = standings.get(certificate);
        if (standing == null || !now.isAfter(standing.until())) {
            return Optional.empty();
        }
        return Optional.of(ErrorCode.REVOCATION_UNKNOWN.with(
                certificate.brief(),
                standing.said().map(Instant::toString).orElse("-"),
                standing.trouble().orElse("-")));
    }

    /** Certificates about which nothing new can be found out, and why, for operators. */
    public Map<Fingerprint, String> troubles() {
        Map<Fingerprint, String> troubles = new LinkedHashMap<>();
        standings.forEach((certificate, standing) ->
                standing.trouble().ifPresent(why -> troubles.put(certificate, standing.told() + ": " + why)));
        return troubles;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
