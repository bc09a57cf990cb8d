// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What is kept of a password: Argon2id with the parameters it was made with, so that they can be raised later.
 *
 * @param memory in KiB
 * @param passes over that memory
 * @param salt in Base64
 * @param hash in Base64
 */
public record PasswordHash(int memory, int passes, String salt, String hash) {
    /** The length passwords have at least. */
    public static final int SHORTEST = 12;

    private static final int LONGEST = 256;
    private static final int MEMORY = 19 * 1024;
    private static final int PASSES = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What nobody's password is; to be compared with where there is no user, so that it takes as long. */
    static final PasswordHash NOBODY = of("", random());

    /**
     * Of a new password.
     *
     * @throws IllegalArgumentException if it is too short or too long
     */
    public static PasswordHash of(String password) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a password has " + SHORTEST + " to " + LONGEST + " characters, not " + password.length());
        }
        return of(password, random());
    }

    private static PasswordHash of(String password, byte[] salt) {
        byte[] hash = argon2(password, salt, MEMORY, PASSES);
        Base64.Encoder base64 = Base64.getEncoder();
        return new PasswordHash(MEMORY, PASSES, base64.encodeToString(salt), base64.encodeToString(hash));
    }

    /** Whether a password is the one. */
    public boolean fits(String password) {
        Base64.Decoder base64 = Base64.getDecoder();
        return MessageDigest.isEqual(base64.decode(hash), argon2(password, base64.decode(salt), memory, passes));
    }

    private static byte[] argon2(String password, byte[] salt, int memory, int passes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private static byte[] random() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }

    /** Nothing that helps to guess it. */
    @Override
    public String toString() {
        return "PasswordHash";
    }
}
