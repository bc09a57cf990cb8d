// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.Problem;

/**
 * Who this client is: the endpoint its certificate names. Checked before the first connection, because over TLS 1.3 a
 * server's rejection of a certificate looks like a broken line.
 */
record Identity(EndpointId endpoint, String password) {
    @Override
    public String toString() {
        return "Identity[" + endpoint + "]";
    }

    static Identity read(ClientConfig config, Instant now) {
        try {
            String password = Files.readString(config.passwordFile()).strip();
            X509Certificate certificate = certificate(config, password);
            EndpointId endpoint = new EndpointId(commonName(certificate));
            Instant from = certificate.getNotBefore().toInstant();
            Instant to = certificate.getNotAfter().toInstant();
            if (now.isBefore(from) || now.isAfter(to)) {
                throw new AccessDeniedException(
                        ErrorCode.CERTIFICATE_NOT_VALID.with(endpoint.value(), from.toString(), to.toString()));
            }
            return new Identity(endpoint, password);
        } catch (IOException | GeneralSecurityException | InvalidNameException | IllegalArgumentException e) {
            Problem problem =
                    ErrorCode.KEY_STORE_UNUSABLE.with(config.keyStore().toString(), String.valueOf(e));
            throw new AccessDeniedException(List.of(problem), e);
        }
    }

    private static X509Certificate certificate(ClientConfig config, String password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(config.keyStore())) {
            store.load(in, password.toCharArray());
        }
        for (String alias : Collections.list(store.aliases())) {
            Certificate certificate = store.getCertificate(alias);
            if (store.isKeyEntry(alias) && certificate instanceof X509Certificate found) {
                return found;
            }
        }
        throw new GeneralSecurityException("it holds no key with a certificate");
    }

    private static String commonName(X509Certificate certificate) throws InvalidNameException {
        return new LdapName(certificate.getSubjectX500Principal().getName())
                .getRdns().stream()
                        .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                        .map(rdn -> rdn.getValue().toString())
                        .findFirst()
                        .orElseThrow(() -> new InvalidNameException("the certificate has no common name"));
    }
}
