// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/**
 * Keys for one key agreement. BouncyCastle's own key pairs compute the public key twice when they are made, a fifth of what
 * wrapping costs; these are their encodings, which is all that the agreement asks for.
 */
final class EphemeralKey {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALGORITHM = "X25519";

    /** What stands before the 32 bytes in PKCS#8 and in a SubjectPublicKeyInfo (RFC 8410). */
    private static final byte[] PRIVATE = HexFormat.of().parseHex("302e020100300506032b656e04220420");

    private static final byte[] PUBLIC = HexFormat.of().parseHex("302a300506032b656e032100");

    private EphemeralKey() {}

    static KeyPair ofX25519() {
        X25519PrivateKeyParameters made = new X25519PrivateKeyParameters(RANDOM);
        return new KeyPair(
                new Public(joined(PUBLIC, made.generatePublicKey().getEncoded())),
                new Private(joined(PRIVATE, made.getEncoded())));
    }

    private static byte[] joined(byte[] head, byte[] key) {
        byte[] both = new byte[head.length + key.length];
        System.arraycopy(head, 0, both, 0, head.length);
        System.arraycopy(key, 0, both, head.length, key.length);
        return both;
    }

    private static final class Public implements PublicKey {
        private static final long serialVersionUID = 1L;
        private final byte[] encoded;

        Public(byte[] encoded) {
            this.encoded = encoded;
        }

        @Override
        public String getAlgorithm() {
            return ALGORITHM;
        }

        @Override
        public String getFormat() {
            return "X.509";
        }

        @Override
        public byte[] getEncoded() {
            return encoded.clone();
        }
    }

    private static final class Private implements PrivateKey {
        private static final long serialVersionUID = 1L;
        private final byte[] encoded;

        Private(byte[] encoded) {
            this.encoded = encoded;
        }

        @Override
        public String getAlgorithm() {
            return ALGORITHM;
        }

        @Override
        public String getFormat() {
            return "PKCS#8";
        }

        @Override
        public byte[] getEncoded() {
            return encoded.clone();
        }
    }
}
