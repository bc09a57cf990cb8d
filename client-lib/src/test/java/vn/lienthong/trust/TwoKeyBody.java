// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;

/**
 * A sealed body of one segment that verifies under two keys: its last block is chosen so that both tags are the same.
 *
 * @param bytes the sealed body
 * @param first the package whose plaintext the commitment is of
 * @param second the package with the other key
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record TwoKeyBody(byte[] bytes, KeyPackage first, KeyPackage second) {
    private static final int BLOCK = 16;
    private static final int BLOCKS = 4;
    private static final int FIELD_BITS = 128;
    private static final BigInteger ONE = BigInteger.ONE.shiftLeft(FIELD_BITS - 1);
    private static final BigInteger REDUCTION = BigInteger.valueOf(0xe1).shiftLeft(FIELD_BITS - 8);

    static TwoKeyBody make() throws GeneralSecurityException {
        SealHeader header = Sealed.header(Suite.S1, Sealed.SEGMENT);
        BodyKey one = Sealed.key();
        BodyKey other = BodyKey.parse(Sealed.key().keyText(), one.saltText());
        byte[] text = Sealed.content(BLOCKS * BLOCK);
        Arrays.fill(text, text.length - BLOCK, text.length, (byte) 0);
        BigInteger difference = tag(header, one, text).xor(tag(header, other, text));
        BigInteger slope = square(hashKey(one)).xor(square(hashKey(other)));
        BigInteger last = times(difference, inverse(slope));
        System.arraycopy(bytes(last), 0, text, text.length - BLOCK, BLOCK);
        byte[] body = Sealed.joined(header.encode(), text, bytes(tag(header, one, text)));
        String digest = new BodyDigest().update(body, 0, body.length).value();
        String content = one.startCommitment()
                .update(plain(header, one, text), 0, text.length)
                .value();
        SealedBody sealed = new SealedBody(Suite.S1, digest, body.length, content);
        return new TwoKeyBody(
                body,
                new KeyPackage(Sealed.SUBMISSION, Sealed.ENDPOINT, sealed, one),
                new KeyPackage(Sealed.SUBMISSION, Sealed.ENDPOINT, sealed, other));
    }

    /** The first segment of a body and then, with the right key and as the last one, a segment of nothing. */
    static byte[] endingWithAnEmptySegment(SealHeader header, Sealed sealed) {
        byte[] tag = new byte[SegmentCipher.TAG_LENGTH];
        try {
            SegmentCipher.toSeal(header, sealed.keys().key(), 1).next(new byte[0], 0, tag, true);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException(e);
        }
        return Sealed.joined(header.encode(), sealed.piece(1), tag);
    }

    /** GHASH over additional data, ciphertext and lengths, and the encrypted first counter. */
    private static BigInteger tag(SealHeader header, BodyKey key, byte[] text) throws GeneralSecurityException {
        byte[] aad = Arrays.copyOf(header.encode(), 2 * BLOCK);
        byte[] lengths = bytes(
                BigInteger.valueOf(8L * SealHeader.LENGTH).shiftLeft(64).add(BigInteger.valueOf(8L * text.length)));
        byte[] all = Sealed.joined(aad, text, lengths);
        BigInteger hash = BigInteger.ZERO;
        for (int i = 0; i < all.length; i += BLOCK) {
            BigInteger block = new BigInteger(1, Arrays.copyOfRange(all, i, i + BLOCK));
            hash = times(hash.xor(block), hashKey(key));
        }
        return hash.xor(encrypted(key.cipherKey(), counter(header, 1)));
    }

    private static byte[] plain(SealHeader header, BodyKey key, byte[] text) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, key.cipherKey(), new IvParameterSpec(counter(header, 2)));
        return cipher.doFinal(text);
    }

    private static byte[] counter(SealHeader header, int value) {
        byte[] block = Arrays.copyOf(header.nonce(0, true), BLOCK);
        block[BLOCK - 1] = (byte) value;
        return block;
    }

    private static BigInteger hashKey(BodyKey key) throws GeneralSecurityException {
        return encrypted(key.cipherKey(), new byte[BLOCK]);
    }

    private static BigInteger encrypted(SecretKey key, byte[] block) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key);
        return new BigInteger(1, cipher.doFinal(block));
    }

    private static BigInteger square(BigInteger value) {
        return times(value, value);
    }

    /** In the field of GCM every value but zero to the power of 2^128 - 2 is its inverse. */
    private static BigInteger inverse(BigInteger value) {
        BigInteger result = ONE;
        BigInteger power = value;
        for (int i = 1; i < FIELD_BITS; i++) {
            power = square(power);
            result = times(result, power);
        }
        return result;
    }

    private static BigInteger times(BigInteger one, BigInteger other) {
        BigInteger product = BigInteger.ZERO;
        BigInteger shifted = other;
        for (int i = FIELD_BITS - 1; i >= 0; i--) {
            if (one.testBit(i)) {
                product = product.xor(shifted);
            }
            shifted = shifted.testBit(0) ? shifted.shiftRight(1).xor(REDUCTION) : shifted.shiftRight(1);
        }
        return product;
    }

    private static byte[] bytes(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] block = new byte[BLOCK];
        int length = Math.min(BLOCK, bytes.length);
        System.arraycopy(bytes, bytes.length - length, block, BLOCK - length, length);
        return block;
    }
}
