// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import vn.lienthong.protocol.EndpointId;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.trust.CertificateNames;
import vn.lienthong.trust.CertifiedKey;
import vn.lienthong.trust.KeyFolder;
import vn.lienthong.trust.KeyPurpose;

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
            EndpointId endpoint = CertificateNames.endpoint(certificate)
                    .orElseThrow(() -> new GeneralSecurityException("its certificate names no endpoint"));
            Instant from = certificate.getNotBefore().toInstant();
            Instant to = certificate.getNotAfter().toInstant();
            if (now.isBefore(from) || now.isAfter(to)) {
                throw new AccessDeniedException(
                        ErrorCode.CERTIFICATE_NOT_VALID.with(endpoint.value(), from.toString(), to.toString()));
            }
            DaysLeft.tell(KeyPurpose.TLS, config.keyStore(), certificate);
            return new Identity(endpoint, password);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(config.keyStore(), e);
        }
    }

    /** The certificate with which this client connects from now on. */
    X509Certificate connecting(ClientConfig config) {
        try {
            return certificate(config, password);
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(config.keyStore(), e);
        }
    }

    /** The authorities that this client trusts. */
    List<X509Certificate> authorities(ClientConfig config) {
        try {
            KeyStore store = load(config.trustStore(), password);
            List<X509Certificate> authorities = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.getCertificate(alias) instanceof X509Certificate found) {
                    authorities.add(found);
                }
            }
            return authorities;
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(config.trustStore(), e);
        }
    }

    /**
     * The authority that may say who the exchange is: the one that came with the keys. Others that are trusted say who endpoints
     * are. A trust store that was put together otherwise, with none of that name, is taken as it is.
     */
    List<X509Certificate> exchangeAuthorities(ClientConfig config) {
        try {
            Certificate own = load(config.trustStore(), password).getCertificate(KeyFolder.AUTHORITY);
            return own instanceof X509Certificate found ? List.of(found) : authorities(config);
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(config.trustStore(), e);
        }
    }

    private static AccessDeniedException unusable(Path keyStore, Exception why) {
        return new AccessDeniedException(
                List.of(ErrorCode.KEY_STORE_UNUSABLE.with(keyStore.toString(), String.valueOf(why))), why);
    }

    private static KeyStore load(Path file, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password.toCharArray());
        }
        return store;
    }

    private static X509Certificate certificate(ClientConfig config, String password)
            throws IOException, GeneralSecurityException {
        KeyStore store = load(config.keyStore(), password);
        for (String alias : Collections.list(store.aliases())) {
            Certificate certificate = store.getCertificate(alias);
            if (certificate instanceof X509Certificate found
                    && store.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
                if (!new CertifiedKey(key, found).fits()) {
                    throw new GeneralSecurityException("the key is not that of its certificate");
                }
                return found;
            }
        }
        throw new GeneralSecurityException("it holds no key with a certificate");
    }
}
