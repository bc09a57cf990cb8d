// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import vn.lienthong.protocol.EndpointId;

/** Whom certificates name. */
public final class CertificateNames {
    private CertificateNames() {}

    /** The endpoint that is the common name of a certificate. */
    public static Optional<EndpointId> endpoint(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(rdn -> rdn.getValue().toString())
                            .findFirst()
                            .filter(EndpointId::isValid)
                            .map(EndpointId::new);
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
