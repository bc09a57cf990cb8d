// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.enrolment;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.broker.authority.CertificateAuthority;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.broker.authority.StatusPlaces;
import vn.lienthong.broker.authority.Validity;
import vn.lienthong.broker.keys.KeyRegister;
import vn.lienthong.broker.keys.KeyRegister.NewKey;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.json.AskedCertificate;
import vn.lienthong.protocol.json.EnrolmentToken;
import vn.lienthong.protocol.json.IssuedCertificate;
import vn.lienthong.trust.CertificationRequests;
import vn.lienthong.trust.CertifiedKey;
import vn.lienthong.trust.EndpointKey;
import vn.lienthong.trust.Fingerprint;
import vn.lienthong.trust.KeyPurpose;
import vn.lienthong.trust.LogHead;
import vn.lienthong.trust.PublicCertificate;
import vn.lienthong.trust.SignedHead;

/**
 * Issues certificates and registers them, in one step: a certificate that is not in the register counts for nothing. Who creates
 * it closes it. Thread-safe.
 */
public final class KeyDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyDesk.class);

    /** More good keys for one purpose an endpoint does not need, and each stays in the log for ever. */
    static final int MOST_GOOD_KEYS = 10;

    private final CertificateAuthority authority;
    private final Function<LogHead, SignedHead> signer;
    private final List<X509Certificate> trusted;
    private final KeyRegister register;
    private final EnrolmentTokens tokens;
    private final KeyWatch watch;
    private final Clock clock;
    private volatile Optional<String> address = Optional.empty();
    private volatile Predicate<EndpointId> listed = endpoint -> false;
    private volatile Consumer<List<X509Certificate>> admission = chain -> {};
    private volatile Supplier<Map<Fingerprint, String>> unclear = Map::of;

    private KeyDesk(
            CertificateAuthority authority,
            Function<LogHead, SignedHead> signer,
            List<X509Certificate> trusted,
            KeyRegister register,
            Clock clock) {
        this.authority = authority;
        this.signer = signer;
        this.trusted = List.copyOf(trusted);
        this.register = register;
        this.tokens = new EnrolmentTokens(register.folder().resolve("tokens.json"), clock);
        this.watch = new KeyWatch(register, Map.of(), clock);
        this.clock = clock;
    }

    /**
     * Opens authority and register of an exchange, and makes what is not there. A register that is new takes in the certificates
     * that an older version has handed out.
     *
     * @param others other authorities that are trusted
     * @throws java.io.UncheckedIOException if the log of keys was damaged
     */
    public static KeyDesk open(KeyFolders folders, List<X509Certificate> others, Clock clock) {
        return open(folders, others, Optional.empty(), clock);
    }

    /** The same for one whose certificates say where it is told whether they were revoked. */
    public static KeyDesk open(
            KeyFolders folders, List<X509Certificate> others, Optional<StatusPlaces> places, Clock clock) {
        CertificateAuthority authority =
                CertificateAuthority.open(folders.authority()).telling(places);
        CertifiedKey own = authority.signer(folders.signer(), clock.instant());
        Function<LogHead, SignedHead> signer = head -> SignedHead.sign(head, own.key(), own.certificate());
        KeyRegister register = new KeyRegister(folders.register(), signer, clock);
        if (register.isEmpty()) {
            new HandedOutKeys(folders.handedOut(), authority).registerIn(register);
        }
        List<X509Certificate> trusted = new ArrayList<>(others);
        trusted.add(0, authority.certificate());
        KeyDesk desk = new KeyDesk(authority, signer, trusted, register, clock);
        desk.watch.also("authority", authority.certificate());
        desk.watch.also("log", own.certificate());
        return desk;
    }

    /** Signs the heads of logs in the name of the exchange. */
    public Function<LogHead, SignedHead> signer() {
        return signer;
    }

    /** The register. */
    public KeyRegister register() {
        return register;
    }

    /** Whose certificates end soon. */
    public KeyWatch watch() {
        return watch;
    }

    /** The authority. */
    public CertificateAuthority authority() {
        return authority;
    }

    /** All authorities that are trusted, the exchange's own first. */
    public List<X509Certificate> trusted() {
        return trusted;
    }

    /** Makes keys and certificates for an endpoint, writes them into a folder and registers them. */
    public void issue(EndpointId endpoint, KeyFiles files, String by) {
        register.register(newKeys(endpoint, authority.issueEndpoint(endpoint, validity(), files)), by);
    }

    /**
     * Registers a certificate that another authority issued.
     *
     * @param chain the certificate, and those between it and a trusted authority
     * @throws IllegalArgumentException if it cannot be, and why
     * @throws RefusalException if its authority has revoked it, or cannot be asked about that; if its key serves something else
     */
    public EndpointKey registerOther(EndpointId endpoint, KeyPurpose purpose, List<X509Certificate> chain, String by) {
        new CertificateCheck(trusted, clock.instant()).check(chain, purpose);
        admission.accept(chain);
        register.register(List.of(new NewKey(endpoint, purpose, chain.get(0))), by);
        return register.find(endpoint, Fingerprint.of(chain.get(0))).orElseThrow();
    }

    /**
     * From now on certificates of other authorities are registered only if somebody admits them, who is given the whole chain.
     *
     * @param others tells of those registered, of which it cannot be found out whether they were revoked, and why
     */
    public void admitBy(Consumer<List<X509Certificate>> other, Supplier<Map<Fingerprint, String>> others) {
        admission = other;
        unclear = others;
    }

    /** Certificates of other authorities of which it cannot be found out now whether they were revoked, and why. */
    public Map<Fingerprint, String> unclear() {
        return unclear.get();
    }

    /**
     * Tokens lead to this host and port from now on.
     *
     * @param directory which endpoints there are; no other enrols
     */
    public void enrolAt(String hostAndPort, Predicate<EndpointId> directory) {
        listed = directory;
        address = Optional.of(hostAndPort);
    }

    /**
     * A token with which an endpoint can enrol once.
     *
     * @throws IllegalArgumentException if nobody can enrol here
     */
    public EnrolmentToken invite(EndpointId endpoint, Duration valid, String by) {
        return new EnrolmentToken(
                endpoint,
                address.orElseThrow(() -> new IllegalArgumentException(
                        "this exchange has no port for enrolment (enrolment.port = none)")),
                Fingerprint.of(authority.certificate()).value(),
                tokens.create(endpoint, valid, by));
    }

    /**
     * Certifies the keys of an endpoint that holds a token, which is used up by that.
     *
     * @throws RefusalException if the token is not good, or the requests are not; it stays good then
     */
    synchronized List<IssuedCertificate> enrol(String secret, EndpointId endpoint, List<AskedCertificate> asked) {
        if (!listed.test(endpoint) || !tokens.isOpen(secret, endpoint)) {
            throw tokenInvalid(endpoint);
        }
        Map<KeyPurpose, PublicKey> keys = read(endpoint, asked, List.of());
        String by = tokens.use(secret, endpoint).orElseThrow(() -> tokenInvalid(endpoint));
        return certify(endpoint, keys, by);
    }

    /**
     * Makes the tokens of an endpoint void that are open; how many there were. Whoever enrols at this moment has done so when it
     * returns.
     */
    public synchronized int withdrawTokens(EndpointId endpoint) {
        int withdrawn = tokens.withdraw(endpoint);
        if (withdrawn > 0) {
            LOG.atInfo()
                    .addKeyValue("endpoint", endpoint)
                    .addKeyValue("count", withdrawn)
                    .log("enrolment tokens are void");
        }
        return withdrawn;
    }

    /**
     * Revokes all keys that are meant, those included that are certified at this moment, and makes the tokens of their endpoints
     * void: they would bring others.
     *
     * @return those that were revoked now
     */
    public List<EndpointKey> revoke(Predicate<EndpointKey> meant, Instant since, String reason, String by) {
        List<EndpointKey> revoked = new ArrayList<>();
        for (List<EndpointKey> found = counting(meant); !found.isEmpty(); found = counting(meant)) {
            found.stream().map(EndpointKey::endpoint).distinct().forEach(this::withdrawTokens);
            List<Fingerprint> certificates =
                    found.stream().map(key -> Fingerprint.of(key.certificate())).toList();
            revoked.addAll(register.revoke(certificates, since, reason, by));
        }
        return revoked;
    }

    /** Waits for who gets certificates at this moment. */
    private synchronized List<EndpointKey> counting(Predicate<EndpointKey> meant) {
        return register.all().stream()
                .filter(key -> key.revocation().isEmpty())
                .filter(meant)
                .toList();
    }

    /**
     * Certifies further keys of an endpoint that is connected. Whoever has nothing but the key for connecting does not get
     * others that way, not for connecting either: a present signing key must vouch for each.
     *
     * @throws RefusalException if the requests are not good
     */
    public synchronized List<IssuedCertificate> renew(EndpointId endpoint, List<AskedCertificate> asked) {
        Instant now = clock.instant();
        List<PublicKey> present = register.keysOf(endpoint, KeyPurpose.SIGNING).stream()
                .filter(key -> key.isGoodAt(now))
                .map(key -> key.certificate().getPublicKey())
                .toList();
        for (AskedCertificate one : asked) {
            if (!isVouched(one, present)) {
                throw refused("no present signing key of " + endpoint + " vouches for the one for " + one.purpose()
                        + "; enrol again with a token");
            }
        }
        Map<KeyPurpose, PublicKey> keys = read(endpoint, asked, present);
        for (KeyPurpose purpose : keys.keySet()) {
            long good = register.keysOf(endpoint, purpose).stream()
                    .filter(key -> key.isGoodAt(now))
                    .count();
            if (good >= MOST_GOOD_KEYS) {
                throw refused(
                        endpoint + " has " + good + " good keys for " + purpose.wireName() + "; revoke old ones first");
            }
        }
        return certify(endpoint, keys, endpoint.value());
    }

    private static boolean isVouched(AskedCertificate asked, List<PublicKey> present) {
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            return asked.vouched().isPresent()
                    && CertificationRequests.isSigned(
                            base64.decode(asked.request()),
                            base64.decode(asked.vouched().get()),
                            present);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The keys that are asked about, each checked; nothing is issued when one of them is not good. */
    private Map<KeyPurpose, PublicKey> read(
            EndpointId endpoint, List<AskedCertificate> asked, List<PublicKey> present) {
        Map<KeyPurpose, PublicKey> keys = new EnumMap<>(KeyPurpose.class);
        List<PublicKey> signing = new ArrayList<>(present);
        try {
            for (AskedCertificate one : inOrder(asked)) {
                KeyPurpose purpose = KeyPurpose.ofWireName(one.purpose())
                        .orElseThrow(() -> new IllegalArgumentException("nothing is known for " + one.purpose()));
                byte[] request = Base64.getDecoder().decode(one.request());
                PublicKey key = CertificationRequests.read(request, endpoint, purpose, signing);
                if (keys.put(purpose, key) != null) {
                    throw new IllegalArgumentException("two keys are for " + purpose.wireName());
                }
                if (purpose == KeyPurpose.SIGNING) {
                    signing.add(key);
                }
            }
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
        if (keys.isEmpty()) {
            throw refused("nothing is asked for");
        }
        if (keys.size() != keys.values().stream().distinct().count()) {
            throw refused("each purpose needs a key of its own");
        }
        keys.forEach((purpose, key) -> register.requireFree(key, endpoint, purpose));
        return keys;
    }

    /** The signing key first: it may vouch for the one for sealing. */
    private static List<AskedCertificate> inOrder(List<AskedCertificate> asked) {
        List<AskedCertificate> ordered = new ArrayList<>(asked);
        ordered.sort((one, other) -> Boolean.compare(isForSealing(one), isForSealing(other)));
        return ordered;
    }

    private static boolean isForSealing(AskedCertificate asked) {
        return asked.purpose().equals(KeyPurpose.SEALING.wireName());
    }

    private List<IssuedCertificate> certify(EndpointId endpoint, Map<KeyPurpose, PublicKey> keys, String by) {
        Map<KeyPurpose, X509Certificate> issued = new EnumMap<>(KeyPurpose.class);
        keys.forEach((purpose, key) -> issued.put(purpose, authority.certify(endpoint, purpose, key, validity())));
        register.register(newKeys(endpoint, issued), by);
        return issued.entrySet().stream()
                .map(entry -> new IssuedCertificate(
                        entry.getKey().wireName(),
                        Base64.getEncoder().encodeToString(PublicCertificate.encode(entry.getValue()))))
                .toList();
    }

    private Validity validity() {
        return Validity.startingAt(clock.instant(), CertificateAuthority.ENDPOINT_VALIDITY);
    }

    private static RefusalException tokenInvalid(EndpointId endpoint) {
        return new RefusalException(ErrorCode.ENROLMENT_TOKEN_INVALID.with(endpoint.value()));
    }

    private static RefusalException refused(String why) {
        return new RefusalException(ErrorCode.ENROLMENT_REFUSED.with(why));
    }

    static List<NewKey> newKeys(EndpointId endpoint, Map<KeyPurpose, X509Certificate> certificates) {
        return certificates.entrySet().stream()
                .map(entry -> new NewKey(endpoint, entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public void close() {
        watch.close();
        register.close();
    }
}
