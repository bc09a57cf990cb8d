// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.lienthong.edxml.Finding;
import vn.lienthong.edxml.Severity;

/**
 * What was found out about one signature.
 *
 * @param kind what it is
 * @param where the path of the header signature, or of the attachment
 * @param attachment the name of the attachment; absent for the header
 * @param verdict whether it fits what it covers
 * @param signer whose certificate it brings
 * @param trust whether that certificate leads to a trusted authority
 * @param claimedTime when the signer says it signed
 * @param provenTime before when it was signed, by a time stamp from a trusted authority
 * @param algorithm how it was made, such as {@code SHA-256, RSA 2048}; empty if it could not be read
 * @param covers what it covers, for people
 * @param whole whether that is the whole file
 * @param findings what to know about it
 */
public record SignatureReport(
        SignatureKind kind,
        String where,
        Optional<String> attachment,
        Verdict verdict,
        Optional<SigningCertificate> signer,
        Trust trust,
        Optional<Instant> claimedTime,
        Optional<Instant> provenTime,
        String algorithm,
        List<String> covers,
        boolean whole,
        List<Finding> findings) {
    /** Copies the lists. */
    public SignatureReport {
        covers = List.copyOf(covers);
        findings = List.copyOf(findings);
    }

    /** Whether it fits, its certificate is trusted, it covers the whole file, and nothing speaks against it. */
    public boolean isGood() {
        return verdict == Verdict.FITS
                && trust == Trust.TRUSTED
                && whole
                && findings.stream().allMatch(finding -> finding.severity() == Severity.NOTE);
    }
}
