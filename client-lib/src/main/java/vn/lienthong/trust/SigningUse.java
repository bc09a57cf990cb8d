// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a certificate is for signing statements. Of national certificates many name no extended usage; one that names only others
 * was not meant for this.
 */
public final class SigningUse {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    private static final Set<String> PURPOSES = Set.of(
            "1.3.6.1.5.5.7.3.36", // documentSigning
            "1.3.6.1.5.5.7.3.4"); // emailProtection, of certificates made before there was that

    private SigningUse() {}

    /** Why a certificate is not for signing; empty if it is. */
    public static Optional<String> obstacle(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        if (usage == null || !(usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION])) {
            return Optional.of("key usage without digitalSignature");
        }
        try {
            List<String> extended = certificate.getExtendedKeyUsage();
            return extended == null || extended.stream().anyMatch(PURPOSES::contains)
                    ? Optional.empty()
                    : Optional.of("extended key usage " + String.join(", ", extended));
        } catch (CertificateParsingException e) {
            return Optional.of("an extended key usage that cannot be read");
        }
    }
}
