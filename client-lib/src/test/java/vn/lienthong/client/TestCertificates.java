// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import javax.security.auth.x500.X500Principal;

/** Self-signed certificates, written octet by octet because the JDK can read certificates but not make them. */
final class TestCertificates {
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final byte[] ECDSA_WITH_SHA256 =
            sequence(der(OBJECT_IDENTIFIER, new BigInteger("2a8648ce3d040302", 16).toByteArray()));
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private TestCertificates() {}

    /** Writes a PKCS#12 file with a fresh key and its certificate. */
    static void writeStore(Path file, String password, X500Principal name, Instant from, Instant to)
            throws GeneralSecurityException, IOException {
        KeyPair pair = newKeyPair();
        writeStore(file, password, pair, selfSigned(pair, name, from, to));
    }

    /** Writes one with a certificate that is not that of the key. */
    static void writeMixedStore(Path file, String password, X500Principal name, Instant from, Instant to)
            throws GeneralSecurityException, IOException {
        writeStore(file, password, newKeyPair(), selfSigned(newKeyPair(), name, from, to));
    }

    /** A certificate. */
    static X509Certificate certificate(Instant from, Instant to) throws GeneralSecurityException {
        return (X509Certificate) selfSigned(newKeyPair(), new X500Principal("CN=hue"), from, to);
    }

    private static KeyPair newKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static void writeStore(Path file, String password, KeyPair pair, Certificate certificate)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("endpoint", pair.getPrivate(), password.toCharArray(), new Certificate[] {certificate});
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
    }

    private static Certificate selfSigned(KeyPair pair, X500Principal name, Instant from, Instant to)
            throws GeneralSecurityException {
        byte[] signed = sequence(
                der(INTEGER, BigInteger.ONE.toByteArray()),
                ECDSA_WITH_SHA256,
                name.getEncoded(),
                sequence(time(from), time(to)),
                name.getEncoded(),
                pair.getPublic().getEncoded());
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(signed);
        byte[] noUnusedBits = {0};
        byte[] certificate =
                sequence(signed, ECDSA_WITH_SHA256, der(BIT_STRING, joined(noUnusedBits, signature.sign())));
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    private static byte[] time(Instant instant) {
        return der(GENERALIZED_TIME, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sequence(byte[]... parts) {
        return der(SEQUENCE, joined(parts));
    }

    private static byte[] der(int tag, byte[] content) {
        byte[] tagOctet = {(byte) tag};
        byte[] length = BigInteger.valueOf(content.length).toByteArray();
        if (content.length < 0x80) {
            return joined(tagOctet, length, content);
        }
        // BigInteger puts a zero before a first octet that would look negative; the shortest form has none.
        byte[] shortest = length[0] == 0 ? Arrays.copyOfRange(length, 1, length.length) : length;
        return joined(tagOctet, new byte[] {(byte) (0x80 + shortest.length)}, shortest, content);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
