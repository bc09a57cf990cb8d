// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import vn.lienthong.broker.keys.Holding.End;
import vn.lienthong.broker.keys.Holding.Registration;
import vn.lienthong.broker.signedlog.SignedLog;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.json.KeyAnswer;
import vn.lienthong.protocol.json.KeyAnswer.ProvenEntry;
import vn.lienthong.protocol.json.KeyEntry;
import vn.lienthong.protocol.json.KeyLogState;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.EndpointKey.Revocation;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyDirectory;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.LogHead;
import vn.lienthong.trust.PublicCertificate;
import vn.lienthong.trust.SignedHead;
import vn.lienthong.trust.TreeHash;

/**
 * Which certificates the endpoints have: what stands in the log, and nothing else. A registration or a revocation counts for
 * every question that comes after it, and is on disk before that. Thread-safe; questions never wait for the disk, except for a
 * certificate that has left the memory.
 */
public final class KeyRegister implements KeyDirectory, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRegister.class);

    private final Path folder;
    private final SignedLog log;
    private final Clock clock;
    private final Map<Fingerprint, Holding> byCertificate = new ConcurrentHashMap<>();
    private final Map<EndpointId, List<Holding>> byEndpoint = new ConcurrentHashMap<>();
    private final PublicKeys publicKeys = new PublicKeys();
    private final List<Consumer<EndpointKey>> revocationListeners = new CopyOnWriteArrayList<>();

    /** A certificate that is to be registered. */
    public record NewKey(EndpointId endpoint, KeyPurpose purpose, X509Certificate certificate) {}

    /**
     * Opens the register in a folder; makes it if there is none.
     *
     * @param signer signs heads in the name of the exchange
     * @throws UncheckedIOException if its log was damaged
     */
    public KeyRegister(Path folder, Function<LogHead, SignedHead> signer, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        try {
            log = SignedLog.open(
                    folder, new SignedLog.Signing(LogHead.KEY_LOG, "log of keys", signer, clock), this::take);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder it is kept in. */
    public Path folder() {
        return folder;
    }

    /** Whether nothing was ever registered. */
    public synchronized boolean isEmpty() {
        return log.size() == 0;
    }

    /** Has somebody told of every revocation, after it is on disk. */
    public void onRevocation(Consumer<EndpointKey> listener) {
        revocationListeners.add(listener);
    }

    /**
     * Registers keys, all or none; they are on disk when it returns. One that is registered for the same endpoint and purpose
     * already stays as it is.
     *
     * @param by who wants it
     * @throws IllegalArgumentException if a certificate is registered for something else, or was revoked
     * @throws RefusalException if another certificate for the same key is, or was
     */
    public synchronized void register(List<NewKey> keys, String by) {
        Instant now = now();
        List<KeyEntry> entries = new ArrayList<>();
        for (NewKey key : keys) {
            if (isNew(key)) {
                requireFree(key.certificate().getPublicKey(), key.endpoint(), key.purpose());
                entries.add(new KeyEntry.Registered(
                        key.endpoint(),
                        key.purpose().wireName(),
                        Base64.getEncoder().encodeToString(PublicCertificate.encode(key.certificate())),
                        now,
                        by));
            }
        }
        append(entries);
        for (NewKey key : keys) {
            about(key, LOG.atInfo()).addKeyValue("operator", by).log("key registered");
        }
    }

    /**
     * Requires that a key can be registered: for this purpose of this endpoint it may have a certificate already.
     *
     * @throws RefusalException {@code LT-S33} if it is registered for something else, {@code LT-S34} if it was revoked
     */
    public void requireFree(PublicKey key, EndpointId endpoint, KeyPurpose purpose) {
        publicKeys.requireFree(Fingerprint.ofKey(key), endpoint, purpose);
    }

    private boolean isNew(NewKey key) {
        Fingerprint fingerprint = Fingerprint.of(key.certificate());
        Holding known = byCertificate.get(fingerprint);
        if (known == null) {
            return true;
        }
        Registration registration = known.registration();
        if (known.isRevoked()) {
            throw new IllegalArgumentException("certificate " + fingerprint.brief() + " was revoked");
        }
        if (!registration.endpoint().equals(key.endpoint()) || registration.purpose() != key.purpose()) {
            throw new IllegalArgumentException("certificate " + fingerprint.brief() + " is registered for "
                    + registration.purpose().wireName() + " of " + registration.endpoint() + " already");
        }
        return false;
    }

    /**
     * Revokes keys; one that was revoked before stays as it is. When it returns they count for nothing any more, that is on
     * disk, and their connections have been cut.
     *
     * @param since from when on nothing counts that they did; not later than now
     * @param by who wants it
     * @return those that were revoked now
     */
    public List<EndpointKey> revoke(List<Fingerprint> certificates, Instant since, String reason, String by) {
        Instant now = now();
        Instant from = since.truncatedTo(ChronoUnit.MILLIS);
        if (from.isAfter(now)) {
            throw new IllegalArgumentException("a key is revoked from now on or since a time before, not " + since);
        }
        List<Holding> ended = new ArrayList<>();
        synchronized (this) {
            List<KeyEntry> entries = new ArrayList<>();
            for (Fingerprint certificate : certificates) {
                Holding holding = holding(certificate);
                if (!holding.isRevoked()) {
                    ended.add(holding);
                    entries.add(new KeyEntry.Revoked(
                            holding.registration().endpoint(), certificate.value(), from, reason, now, by));
                }
            }
            append(entries);
        }
        List<EndpointKey> keys = ended.stream().map(this::key).toList();
        for (EndpointKey key : keys) {
            about(new NewKey(key.endpoint(), key.purpose(), key.certificate()), LOG.atWarn())
                    .addKeyValue("since", from)
                    .addKeyValue("operator", by)
                    .log("key revoked");
            revocationListeners.forEach(listener -> listener.accept(key));
        }
        return keys;
    }

    private static LoggingEventBuilder about(NewKey key, LoggingEventBuilder event) {
        return event.addKeyValue("endpoint", key.endpoint())
                .addKeyValue("purpose", key.purpose().wireName())
                .addKeyValue("certificate", Fingerprint.of(key.certificate()).brief());
    }

    private Holding holding(Fingerprint certificate) {
        Holding holding = byCertificate.get(certificate);
        if (holding == null) {
            throw new IllegalArgumentException("no key with certificate " + certificate.brief() + " is registered");
        }
        return holding;
    }

    /** Whose a certificate is that counts at this moment for a purpose; its dates are the asker's to look at. */
    public Optional<EndpointId> holder(Fingerprint certificate, KeyPurpose purpose) {
        Holding holding = byCertificate.get(certificate);
        return holding == null || holding.isRevoked() || holding.registration().purpose() != purpose
                ? Optional.empty()
                : Optional.of(holding.registration().endpoint());
    }

    /** The key with a certificate, revoked ones included. */
    public Optional<EndpointKey> findByFingerprint(Fingerprint certificate) {
        return Optional.ofNullable(byCertificate.get(certificate)).map(this::key);
    }

    @Override
    public Optional<EndpointKey> find(EndpointId endpoint, Fingerprint certificate) {
        return Optional.ofNullable(byCertificate.get(certificate))
                .filter(holding -> holding.registration().endpoint().equals(endpoint))
                .map(this::key);
    }

    @Override
    public List<EndpointKey> keysOf(EndpointId endpoint, KeyPurpose purpose) {
        return holdings(endpoint, purpose)
                .sorted(Comparator.comparingLong(
                                (Holding holding) -> holding.registration().index())
                        .reversed())
                .map(this::key)
                .toList();
    }

    /** Whether an endpoint was ever given a key. */
    public boolean knows(EndpointId endpoint) {
        return byEndpoint.containsKey(endpoint);
    }

    /** Every key there is, in the order of the log. */
    public List<EndpointKey> all() {
        return byCertificate.values().stream()
                .sorted(Comparator.comparingLong(
                        holding -> holding.registration().index()))
                .map(this::key)
                .toList();
    }

    /** What the log is now, signed lately. */
    public synchronized SignedHead head() {
        return log.head();
    }

    /** Reads all of the log again from disk and computes everything anew; what is wrong, if anything is. */
    public synchronized Optional<String> verify() {
        return log.verify((index, line) -> KeyEntry.parse(line));
    }

    /**
     * What the log says about the keys of an endpoint, with proofs.
     *
     * @param remembered the size of the head that the asker has seen; 0 if none
     * @param speaks what the directory says
     * @throws IllegalArgumentException if the log was never of that size
     */
    public synchronized KeyAnswer prove(EndpointId endpoint, KeyPurpose purpose, long remembered, boolean speaks) {
        SignedHead signed = head();
        long size = signed.head().size();
        List<Long> places = holdings(endpoint, purpose)
                .flatMap(holding -> Stream.concat(
                        Stream.of(holding.registration().index()), holding.end().map(End::index).stream()))
                .sorted()
                .toList();
        List<ProvenEntry> entries = places.stream()
                .map(place -> new ProvenEntry(
                        place,
                        new String(line(place), StandardCharsets.UTF_8),
                        texts(log.tree().inclusion(place, size).path())))
                .toList();
        return new KeyAnswer(
                endpoint,
                speaks,
                entries,
                signed.form(),
                texts(log.tree().consistency(remembered, size).path()));
    }

    /**
     * Where the log stands.
     *
     * @param remembered the size of the head that the asker has seen; 0 if none
     * @param hosting what the directory says
     * @throws IllegalArgumentException if the log was never of that size
     */
    public synchronized KeyLogState state(long remembered, String hosting) {
        SignedHead signed = head();
        return new KeyLogState(
                signed.form(),
                texts(log.tree().consistency(remembered, signed.head().size()).path()),
                hosting);
    }

    private static List<String> texts(List<TreeHash> hashes) {
        return hashes.stream().map(TreeHash::toString).toList();
    }

    private Stream<Holding> holdings(EndpointId endpoint, KeyPurpose purpose) {
        return byEndpoint.getOrDefault(endpoint, List.of()).stream()
                .filter(holding -> holding.registration().purpose() == purpose);
    }

    private void append(List<KeyEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        List<byte[]> lines = entries.stream().map(KeyEntry::toJson).toList();
        long first = log.size();
        try {
            log.append(lines);
            for (int i = 0; i < lines.size(); i++) {
                take(first + i, entries.get(i));
            }
            log.sign();
        } catch (IOException e) {
            throw new UncheckedIOException("the log of keys cannot be written", e);
        }
    }

    private void take(long index, byte[] line) throws IOException {
        take(index, KeyEntry.parse(line));
    }

    private void take(long index, KeyEntry entry) throws IOException {
        try {
            if (entry instanceof KeyEntry.Registered registered) {
                KeyPurpose purpose = KeyPurpose.ofWireName(registered.purpose()).orElseThrow();
                byte[] certificate = Base64.getDecoder().decode(registered.certificate());
                Fingerprint fingerprint = Fingerprint.of(certificate);
                Holding holding =
                        new Holding(new Registration(index, entry.endpoint(), purpose, fingerprint, entry.at()));
                byCertificate.put(fingerprint, holding);
                Fingerprint.ofKeyIn(certificate).ifPresent(key -> publicKeys.add(key, holding));
                byEndpoint
                        .computeIfAbsent(entry.endpoint(), endpoint -> new CopyOnWriteArrayList<>())
                        .add(holding);
            } else if (entry instanceof KeyEntry.Revoked revoked) {
                holding(new Fingerprint(revoked.fingerprint()))
                        .end(new End(index, new Revocation(revoked.since(), revoked.reason())));
            }
        } catch (RuntimeException e) {
            throw new IOException("entry " + index + " cannot be there: " + e.getMessage(), e);
        }
    }

    private EndpointKey key(Holding holding) {
        Registration registration = holding.registration();
        return new EndpointKey(
                registration.endpoint(),
                registration.purpose(),
                certificate(holding),
                registration.at(),
                holding.end().map(End::revocation));
    }

    private X509Certificate certificate(Holding holding) {
        X509Certificate known = holding.certificate();
        if (known != null) {
            return known;
        }
        try {
            byte[] line = line(holding.registration().index());
            KeyEntry.Registered entry = (KeyEntry.Registered) KeyEntry.parse(line);
            X509Certificate read = PublicCertificate.parse(Base64.getDecoder().decode(entry.certificate()));
            holding.remember(read);
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] line(long index) {
        try {
            return log.line(index);
        } catch (IOException e) {
            throw new UncheckedIOException("the log of keys cannot be read", e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public synchronized void close() {
        try {
            log.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the log of keys cannot be closed", e);
        }
    }
}
