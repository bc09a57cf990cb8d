// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.io.IOException;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.Certificate;

/**
 * Names a certificate: the SHA-256 digest of its encoding, as {@code openssl x509 -fingerprint -sha256} gives it, in small
 * letters without colons.
 *
 * @param value 64 hexadecimal digits
 */
public record Fingerprint(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
    private static final int SHORT = 16;

    /** Checks the form. */
    public Fingerprint {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a fingerprint has 64 hexadecimal digits, not '" + value + "'");
        }
    }

    /** The fingerprint of a certificate. */
    public static Fingerprint of(X509Certificate certificate) {
        try {
            return of(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("the certificate cannot be encoded", e);
        }
    }

    /** The fingerprint of an encoded certificate. */
    public static Fingerprint of(byte[] certificate) {
        return new Fingerprint(HexFormat.of().formatHex(JdkProviders.sha256().digest(certificate)));
    }

    /** The fingerprint of a public key, which all certificates for it share. */
    public static Fingerprint ofKey(PublicKey key) {
        return of(key.getEncoded());
    }

    /** The fingerprint of the public key in an encoded certificate; empty if it cannot be read. Nothing else of it is looked at. */
    public static Optional<Fingerprint> ofKeyIn(byte[] certificate) {
        try {
            return Optional.of(of(Certificate.getInstance(certificate)
                    .getSubjectPublicKeyInfo()
                    .getEncoded(ASN1Encoding.DER)));
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }

    /** Enough of it for people. */
    public String brief() {
        return value.substring(0, SHORT);
    }

    @Override
    public String toString() {
        return value;
    }
}
