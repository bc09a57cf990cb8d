// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.json.HeadForm;
import vn.lienthong.protocol.json.KeyAnswer;
import vn.lienthong.protocol.json.KeyAnswer.ProvenEntry;
import vn.lienthong.protocol.json.KeyEntry;
import vn.lienthong.protocol.json.KeyLogState;
import vn.lienthong.trust.EndpointKey.Revocation;

/**
 * What somebody outside has seen of the exchange's log of keys. Believes of an answer only what is proved: that the head is signed
 * by the exchange, that the log continues the one that was seen before, and that every entry stands in it. Thread-safe.
 *
 * <p>Ask with the size of {@link #remembered}, and read the answer with the head it was asked for; keep {@link #remembered} where
 * it outlives the process, since what was forgotten cannot be compared.
 */
public final class KeyLogView {
    private final List<X509Certificate> authorities;
    private Optional<LogHead> remembered;

    /** Answers come with the same head until the log grows: its signature and its signer need to be checked once. */
    private volatile Optional<Checked> last = Optional.empty();

    /**
     * A head that the exchange signed.
     *
     * @param form as it came
     */
    private record Checked(HeadForm form, LogHead head) {}

    /**
     * A view of somebody who trusts these authorities.
     *
     * @param remembered the head that was seen last
     */
    public KeyLogView(Collection<X509Certificate> authorities, Optional<LogHead> remembered) {
        this.authorities = List.copyOf(authorities);
        this.remembered = remembered;
    }

    /** The head that was seen last. */
    public synchronized Optional<LogHead> remembered() {
        return remembered;
    }

    /**
     * The keys that an answer proves, the newest first, revoked ones included.
     *
     * @param asked the head that was remembered when the question was asked
     * @throws RefusalException with {@link ErrorCode#KEY_LOG_INCONSISTENT} if anything in it is not proved
     */
    public List<EndpointKey> read(Optional<LogHead> asked, KeyAnswer answer, KeyPurpose purpose) {
        try {
            LogHead head = check(signed(answer.head()), asked, answer.consistency());
            List<EndpointKey> keys = new ArrayList<>();
            for (ProvenEntry proven : answer.entries()) {
                take(entry(proven, head), answer.endpoint(), purpose, keys);
            }
            Collections.reverse(keys);
            remember(asked, head);
            return List.copyOf(keys);
        } catch (IllegalArgumentException | IOException e) {
            throw new RefusalException(ErrorCode.KEY_LOG_INCONSISTENT.with(String.valueOf(e.getMessage())));
        }
    }

    /**
     * The head of the log, if an answer proves it.
     *
     * @param asked the head that was remembered when the question was asked
     * @throws RefusalException with {@link ErrorCode#KEY_LOG_INCONSISTENT} if it is not proved
     */
    public LogHead readState(Optional<LogHead> asked, KeyLogState answer) {
        try {
            LogHead head = check(signed(answer.head()), asked, answer.consistency());
            remember(asked, head);
            return head;
        } catch (IllegalArgumentException e) {
            throw new RefusalException(ErrorCode.KEY_LOG_INCONSISTENT.with(String.valueOf(e.getMessage())));
        }
    }

    private LogHead signed(HeadForm form) {
        Optional<Checked> known = last.filter(checked -> checked.form().equals(form));
        if (known.isPresent()) {
            return known.get().head();
        }
        SignedHead signed = SignedHead.of(form);
        LogHead head = signed.head();
        if (!head.log().equals(LogHead.KEY_LOG) || !signed.isSigned() || !signed.isOfExchange(authorities)) {
            throw new IllegalArgumentException("its head is not signed by the exchange");
        }
        last = Optional.of(new Checked(form, head));
        return head;
    }

    private static LogHead check(LogHead head, Optional<LogHead> asked, List<String> consistency) {
        if (asked.isPresent()) {
            LogHead seen = asked.get();
            List<TreeHash> path = consistency.stream().map(TreeHash::parse).toList();
            boolean continues = seen.size() <= head.size()
                    && new ConsistencyProof(seen.size(), head.size(), path).shows(seen.root(), head.root());
            if (!continues) {
                throw new IllegalArgumentException("the log of " + head.size()
                        + " entries does not continue the one of " + seen.size() + " entries seen at " + seen.time());
            }
        }
        return head;
    }

    private static KeyEntry entry(ProvenEntry proven, LogHead head) throws IOException {
        byte[] line = proven.entry().getBytes(StandardCharsets.UTF_8);
        List<TreeHash> path = proven.path().stream().map(TreeHash::parse).toList();
        if (!new InclusionProof(proven.index(), head.size(), path).shows(line, head.root())) {
            throw new IllegalArgumentException("entry " + proven.index() + " does not stand in the log");
        }
        return KeyEntry.parse(line);
    }

    private static void take(KeyEntry entry, EndpointId endpoint, KeyPurpose purpose, List<EndpointKey> keys) {
        if (!entry.endpoint().equals(endpoint)) {
            throw new IllegalArgumentException("an entry about " + entry.endpoint() + " is shown for " + endpoint);
        }
        if (entry instanceof KeyEntry.Registered registered) {
            if (!registered.purpose().equals(purpose.wireName())) {
                throw new IllegalArgumentException("a key for " + registered.purpose() + " is shown for " + purpose);
            }
            X509Certificate certificate =
                    PublicCertificate.parse(Base64.getDecoder().decode(registered.certificate()));
            keys.add(new EndpointKey(endpoint, purpose, certificate, registered.at(), Optional.empty()));
        } else if (entry instanceof KeyEntry.Revoked revoked) {
            keys.replaceAll(key -> Fingerprint.of(key.certificate()).value().equals(revoked.fingerprint())
                    ? new EndpointKey(
                            endpoint,
                            purpose,
                            key.certificate(),
                            key.since(),
                            Optional.of(new Revocation(revoked.since(), revoked.reason())))
                    : key);
        }
    }

    /** Of two answers to the same question only one can be compared with the next, and the other is compared then. */
    private synchronized void remember(Optional<LogHead> asked, LogHead head) {
        if (remembered.equals(asked)) {
            remembered = Optional.of(head);
        }
    }
}
