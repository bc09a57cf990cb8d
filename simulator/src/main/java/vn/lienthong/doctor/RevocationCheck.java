// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.doctor;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.words.Words;

/** Whether authorities say that they revoked a certificate, at the addresses that stand in it. */
final class RevocationCheck {
    private final Set<TrustAnchor> authorities;
    private final Findings findings;

    RevocationCheck(List<X509Certificate> authorities, Findings findings) {
        this.authorities = authorities.stream()
                .map(authority -> new TrustAnchor(authority, null))
                .collect(Collectors.toSet());
        this.findings = findings;
    }

    /** Says so if one was revoked; without an address in it, the exchange is the one who knows. */
    void examine(Subject subject, String file, X509Certificate certificate) {
        try {
            CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
            CertPathValidator validator = CertPathValidator.getInstance("PKIX");
            PKIXRevocationChecker revocation = (PKIXRevocationChecker) validator.getRevocationChecker();
            revocation.setOptions(
                    EnumSet.of(PKIXRevocationChecker.Option.SOFT_FAIL, PKIXRevocationChecker.Option.PREFER_CRLS));
            PKIXParameters parameters = new PKIXParameters(authorities);
            parameters.addCertPathChecker(revocation);
            validator.validate(path, parameters);
            if (revocation.getSoftFailExceptions().isEmpty()) {
                findings.passed(
                        subject,
                        new Words("its authority has not revoked " + file, "cơ quan cấp chưa thu hồi " + file));
            }
        } catch (CertPathValidatorException e) {
            if (e.getReason() == CertPathValidatorException.BasicReason.REVOKED) {
                findings.failed(
                        subject,
                        new Words(
                                "the certificate in " + file + " was revoked by its authority",
                                "chứng thư trong " + file + " đã bị cơ quan cấp thu hồi"),
                        new Words("enrol again for a new one", "hãy đăng ký cấp chứng thư mới"));
            }
        } catch (GeneralSecurityException e) {
            findings.warning(
                    subject,
                    new Words(
                            "whether " + file + " was revoked cannot be found out: " + e.getMessage(),
                            "không rõ " + file + " đã bị thu hồi hay chưa: " + e.getMessage()),
                    new Words("ask the operator", "hãy hỏi bộ phận vận hành"));
        }
    }
}
