// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * Whose key made a signature, as the certificate in it says. What it says counts if the certificate is trusted.
 *
 * @param certificate the certificate
 */
public record SigningCertificate(X509Certificate certificate) {
    /** The common name, or the whole subject if it has none. */
    public String name() {
        try {
            for (Rdn part : new LdapName(subject()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    return String.valueOf(part.getValue());
                }
            }
        } catch (InvalidNameException e) {
            return subject();
        }
        return subject();
    }

    /** Whom it names. */
    public String subject() {
        return certificate.getSubjectX500Principal().getName();
    }

    /** Who issued it. */
    public String issuer() {
        return certificate.getIssuerX500Principal().getName();
    }

    /** Its number at the issuer, in hexadecimal digits. */
    public String serial() {
        return certificate.getSerialNumber().toString(16).toLowerCase(Locale.ROOT);
    }
}
