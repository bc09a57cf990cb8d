// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.lienthong.edxml.Finding;
import vn.lienthong.edxml.Severity;
import vn.lienthong.edxml.SignatureCode;

/** The report on one signature while it is being checked. */
final class Draft {
    SignatureKind kind;
    Verdict verdict = Verdict.NOT_CHECKED;
    Optional<SigningCertificate> signer = Optional.empty();
    Trust trust = Trust.NOT_ASKED;
    Optional<Instant> claimedTime = Optional.empty();
    Optional<Instant> provenTime = Optional.empty();
    String algorithm = "";
    boolean whole;
    final List<String> covers = new ArrayList<>();

    private final String where;
    private final Optional<String> attachment;
    private final List<Finding> findings = new ArrayList<>();

    Draft(SignatureKind kind, String where, Optional<String> attachment) {
        this.kind = kind;
        this.where = where;
        this.attachment = attachment;
    }

    void found(SignatureCode code, String actual, String limit) {
        findings.add(code.at(where, actual, limit));
    }

    /** Who signed, as far as is known. */
    String signerName() {
        return signer.map(SigningCertificate::name).orElse("?");
    }

    /** Whether nothing speaks against it so far. */
    boolean isClean() {
        return findings.stream().allMatch(finding -> finding.severity() == Severity.NOTE);
    }

    SignatureReport report() {
        return new SignatureReport(
                kind,
                where,
                attachment,
                verdict,
                signer,
                trust,
                claimedTime,
                provenTime,
                algorithm,
                covers,
                whole,
                findings);
    }
}
