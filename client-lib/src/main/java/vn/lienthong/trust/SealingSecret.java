// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import vn.lienthong.protocol.ErrorCode;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.SubmissionId;

/**
 * What an endpoint derives the keys of its sealed bodies from. The same content in the same submission gives the same sealed
 * body, so that handing it in again is a repeat, and its key can be made again for a recipient who lost theirs; other content,
 * another submission, suite or segment size gives another key, so that no key is ever used for two contents. Thread-safe.
 */
public final class SealingSecret {
    private static final String KEY = "lienthong-body-key: 1";
    private static final String SALT = "lienthong-body-salt: 1";
    private static final int LENGTH = 32;

    private final byte[] secret;

    private SealingSecret(byte[] secret) {
        this.secret = secret;
    }

    /** One that is kept nowhere. */
    public static SealingSecret fresh() {
        byte[] secret = new byte[LENGTH];
        new SecureRandom().nextBytes(secret);
        return new SealingSecret(secret);
    }

    /**
     * The one in a file that its owner alone may read; made if there is none. Several programs may ask at once.
     *
     * @throws RefusalException {@code LT-T04} if the file can be neither read nor made
     */
    public static SealingSecret keptIn(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            byte[] secret = HexFormat.of().parseHex(Files.readString(file).strip());
            if (secret.length != LENGTH) {
                throw new IllegalArgumentException("it holds not " + LENGTH + " bytes");
            }
            return new SealingSecret(secret);
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusalException(ErrorCode.KEY_STORE_UNUSABLE.with(file.toString(), e.toString()));
        }
    }

    private static synchronized void create(Path file) throws IOException {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock mine = channel.lock()) {
            if (mine.isValid() && !Files.exists(file)) {
                String text = HexFormat.of().formatHex(fresh().secret) + "\n";
                PrivateFile.replace(file, text.getBytes(US_ASCII));
            }
        }
    }

    /** Begins the commitment to the content of a submission; the caller goes on with all of the content. */
    public BodyDigest startCommitment(SubmissionId submission) {
        byte[] salt = salt(submission);
        return new BodyDigest().update(salt, 0, salt.length);
    }

    /**
     * How a content is sealed in a submission.
     *
     * @param commitment the commitment that {@link #startCommitment} began, with all of the content
     * @param segmentSize plaintext bytes in each segment but the last
     */
    public PreparedSeal prepare(SubmissionId submission, BodyDigest commitment, Suite suite, int segmentSize) {
        byte[] derived = derive(
                BodyKey.LENGTH + SealHeader.PREFIX_LENGTH,
                KEY,
                submission.value(),
                suite.wireName(),
                Integer.toString(segmentSize),
                commitment.value());
        BodyKey key = new BodyKey(Arrays.copyOf(derived, BodyKey.LENGTH), salt(submission));
        byte[] prefix = Arrays.copyOfRange(derived, BodyKey.LENGTH, derived.length);
        return new PreparedSeal(new SealHeader(suite, segmentSize, prefix), key, commitment.value());
    }

    private byte[] salt(SubmissionId submission) {
        return derive(BodyKey.LENGTH, SALT, submission.value());
    }

    private byte[] derive(int length, String... purpose) {
        HKDFBytesGenerator derivation = new HKDFBytesGenerator(SHA256Digest.newInstance());
        derivation.init(
                new HKDFParameters(secret, null, String.join("\n", purpose).getBytes(US_ASCII)));
        byte[] derived = new byte[length];
        derivation.generateBytes(derived, 0, length);
        return derived;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealingSecret that && Arrays.equals(secret, that.secret);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(secret);
    }

    @Override
    public String toString() {
        return "a secret";
    }
}
