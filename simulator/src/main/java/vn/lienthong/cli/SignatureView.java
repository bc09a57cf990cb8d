// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.lienthong.edxml.Finding;
import vn.lienthong.signature.SignatureReport;
import vn.lienthong.signature.SigningCertificate;

/** One signature, for programs. */
record SignatureView(
        String kind,
        String xpath,
        Optional<String> attachment,
        boolean good,
        String verdict,
        String trust,
        Optional<SignerView> signer,
        Optional<String> claimedTime,
        Optional<String> provenTime,
        String algorithm,
        List<String> covers,
        boolean whole,
        List<String> codes) {

    record SignerView(String name, String subject, String issuer, String serial) {
        static SignerView of(SigningCertificate signer) {
            return new SignerView(signer.name(), signer.subject(), signer.issuer(), signer.serial());
        }
    }

    static SignatureView of(SignatureReport report) {
        return new SignatureView(
                word(report.kind()),
                report.where(),
                report.attachment(),
                report.isGood(),
                word(report.verdict()),
                word(report.trust()),
                report.signer().map(SignerView::of),
                report.claimedTime().map(Object::toString),
                report.provenTime().map(Object::toString),
                report.algorithm(),
                report.covers(),
                report.whole(),
                report.findings().stream()
                        .map(Finding::code)
                        .map(code -> code.code())
                        .toList());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
