// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.authority;

import java.nio.file.Path;
import vn.lienthong.trust.KeyPurpose;

/**
 * The files of one holder of a key: everything a client needs to connect, for Java (PKCS#12) and for all others (PEM).
 *
 * @param folder the folder they are in
 */
public record KeyFiles(Path folder) {
    /** Key and certificate for connecting, PKCS#12. */
    public Path keys() {
        return folder.resolve("keys.p12");
    }

    /** Key and certificate for signing statements, PKCS#12. */
    public Path signingKeys() {
        return folder.resolve("signing.p12");
    }

    /** Keys and certificates for opening what was sealed, PKCS#12. */
    public Path sealingKeys() {
        return folder.resolve("sealing.p12");
    }

    /** The key store for a purpose. */
    public Path of(KeyPurpose purpose) {
        return switch (purpose) {
            case TLS -> keys();
            case SIGNING -> signingKeys();
            case SEALING -> sealingKeys();
        };
    }

    /** The authority to trust, PKCS#12. */
    public Path trust() {
        return folder.resolve("trust.p12");
    }

    /** All authorities whose certificates may connect to the exchange, PKCS#12; only the exchange has it. */
    public Path peers() {
        return folder.resolve("peers.p12");
    }

    /** The password of all stores. */
    public Path password() {
        return folder.resolve("password");
    }

    /** The private key, PEM. */
    public Path keyPem() {
        return folder.resolve("key.pem");
    }

    /** The certificate, PEM. */
    public Path certificatePem() {
        return folder.resolve("certificate.pem");
    }

    /** The certificate of the authority, PEM. */
    public Path authorityPem() {
        return folder.resolve("authority.pem");
    }
}
