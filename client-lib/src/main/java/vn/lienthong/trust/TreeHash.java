// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A node of a {@link MerkleTree}: a SHA-256 digest as RFC 9162 computes it, of an entry after a zero byte or of two nodes after a
 * one, so that no entry can be taken for a node.
 */
public final class TreeHash {
    static final int BYTES = 32;

    private static final byte ENTRY = 0;
    private static final byte NODE = 1;

    private final byte[] digest;

    private TreeHash(byte[] digest) {
        this.digest = digest;
    }

    /** The hash with these bytes. */
    public static TreeHash ofBytes(byte[] digest) {
        if (digest.length != BYTES) {
            throw new IllegalArgumentException("a hash has " + BYTES + " bytes, not " + digest.length);
        }
        return new TreeHash(digest.clone());
    }

    /**
     * The hash written in hexadecimal digits.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static TreeHash parse(String text) {
        return ofBytes(HexFormat.of().parseHex(text));
    }

    /** The hash of an entry of a log. */
    public static TreeHash ofEntry(byte[] entry) {
        MessageDigest sha256 = JdkProviders.sha256();
        sha256.update(ENTRY);
        return new TreeHash(sha256.digest(entry));
    }

    /** The hash of a log without entries. */
    static TreeHash ofNothing() {
        return new TreeHash(JdkProviders.sha256().digest());
    }

    /** The hash above two others. */
    static TreeHash above(TreeHash left, TreeHash right) {
        MessageDigest sha256 = JdkProviders.sha256();
        sha256.update(NODE);
        sha256.update(left.digest);
        return new TreeHash(sha256.digest(right.digest));
    }

    /** Its bytes. */
    public byte[] bytes() {
        return digest.clone();
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(digest, 0, target, at, BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash hash && Arrays.equals(digest, hash.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    /** In hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(digest);
    }
}
