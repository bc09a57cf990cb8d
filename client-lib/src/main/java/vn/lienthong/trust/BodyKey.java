// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key one body is sealed with, and the salt of its commitment. Not shown by {@link #toString}. */
final class BodyKey {
    static final int LENGTH = 32;

    private final byte[] key;
    private final byte[] salt;

    BodyKey(byte[] key, byte[] salt) {
        if (key.length != LENGTH || salt.length != LENGTH) {
            // With a salt of any length bytes could be moved between it and the plaintext.
            throw new IllegalArgumentException("key and salt have " + LENGTH + " bytes each");
        }
        this.key = key;
        this.salt = salt;
    }

    /** Reads hexadecimal digits. */
    static BodyKey parse(String key, String salt) {
        return new BodyKey(HexFormat.of().parseHex(key), HexFormat.of().parseHex(salt));
    }

    SecretKey cipherKey() {
        return new SecretKeySpec(key, "AES");
    }

    /** Begins the digest of salt and plaintext. */
    BodyDigest startCommitment() {
        return new BodyDigest().update(salt, 0, LENGTH);
    }

    String keyText() {
        return HexFormat.of().formatHex(key);
    }

    byte[] salt() {
        return salt.clone();
    }

    String saltText() {
        return HexFormat.of().formatHex(salt);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BodyKey that
                && MessageDigest.isEqual(key, that.key)
                && MessageDigest.isEqual(salt, that.salt);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(salt);
    }

    @Override
    public String toString() {
        return "a key";
    }
}
