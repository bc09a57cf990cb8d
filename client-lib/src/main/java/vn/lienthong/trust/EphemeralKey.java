// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.security.Key;
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

    /** A key that is its encoding. */
    private abstract static class Encoded implements Key {
        private static final long serialVersionUID = 1L;
        private final String format;
        private final byte[] encoded;

        Encoded(String format, byte[] encoded) {
            this.format = format;
            this.encoded = encoded;
        }

        @Override
        public String getAlgorithm() {
            return ALGORITHM;
        }

        @Override
        public String getFormat() {
            return format;
        }

        @Override
        public byte[] getEncoded() {
            return encoded.clone();
        }
    }

    private static final class Public extends Encoded implements PublicKey {
        private static final long serialVersionUID = 1L;

        Public(byte[] encoded) {
            super("X.509", encoded);
        }
    }

    private static final class Private extends Encoded implements PrivateKey {
        private static final long serialVersionUID = 1L;

        Private(byte[] encoded) {
            super("PKCS#8", encoded);
        }
    }
}
