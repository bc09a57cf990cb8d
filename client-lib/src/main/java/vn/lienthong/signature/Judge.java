// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import vn.lienthong.edxml.SignatureCode;

/** Says what the certificate of a signature that fits is worth. Immutable. */
final class Judge {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    private final Authorities authorities;
    private final Clock clock;

    Judge(Authorities authorities, Clock clock) {
        this.authorities = authorities;
        this.clock = clock;
    }

    /** Judges at the proven time, or now where none is proven. */
    void judge(Draft draft, X509Certificate certificate, List<X509Certificate> others) {
        Algorithms.reportWeakKey(draft, certificate.getPublicKey());
        reportUsage(draft, certificate);
        Instant at = draft.provenTime.orElseGet(clock::instant);
        Instant begin = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        if (at.isBefore(begin)) {
            draft.found(SignatureCode.EARLY_SIGNER, draft.signerName(), day(begin));
        } else if (at.isAfter(end)) {
            draft.found(SignatureCode.EXPIRED_SIGNER, draft.signerName(), day(end));
        }
        if (!knowsAuthorities()) {
            draft.found(SignatureCode.TRUST_NOT_ASKED, draft.signerName(), "");
            return;
        }
        // Who issued it is a question of its own: it is asked for a time at which the certificate was valid.
        Instant valid = at.isBefore(begin) ? begin : at.isAfter(end) ? end : at;
        authorities
                .refusal(certificate, others, valid)
                .ifPresentOrElse(
                        reason -> {
                            draft.trust = Trust.UNTRUSTED;
                            draft.found(SignatureCode.UNTRUSTED_SIGNER, draft.signerName(), reason);
                        },
                        () -> trust(draft, valid.equals(at)));
    }

    private static void trust(Draft draft, boolean inTime) {
        draft.trust = inTime ? Trust.TRUSTED : Trust.OUT_OF_TIME;
        if (inTime && draft.isClean()) {
            draft.found(SignatureCode.GOOD, draft.signerName(), "");
        }
    }

    boolean knowsAuthorities() {
        return !authorities.isEmpty();
    }

    /** Whether the authority of a time stamp may be believed. */
    boolean isTrustedAt(X509Certificate certificate, List<X509Certificate> others, Instant at) {
        return knowsAuthorities()
                && authorities.refusal(certificate, others, at).isEmpty();
    }

    private static void reportUsage(Draft draft, X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        if (draft.kind != SignatureKind.PDF_TIMESTAMP
                && usage != null
                && !usage[DIGITAL_SIGNATURE]
                && !usage[NON_REPUDIATION]) {
            draft.found(SignatureCode.WRONG_KEY_USAGE, draft.signerName(), "");
        }
    }

    private static String day(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE).toString();
    }
}
