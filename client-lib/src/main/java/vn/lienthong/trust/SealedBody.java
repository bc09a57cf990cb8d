// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.util.regex.Pattern;

/**
 * What a statement says about a sealed body, and what each of its key packages repeats.
 *
 * @param suite how it is sealed
 * @param digest the SHA-256 digest of the sealed body, {@code sha256:} and 64 hexadecimal digits
 * @param size the bytes of the sealed body
 * @param content the SHA-256 digest of the salt and the plaintext, in the same form: nobody can guess contents from it, and
 *     whoever shows salt and plaintext proves to anybody what was sent
 */
public record SealedBody(Suite suite, String digest, long size, String content) {
    /** Plaintext bytes in each segment but the last, unless the sender chooses otherwise. */
    public static final int DEFAULT_SEGMENT_SIZE = 64 * 1024;

    /** The smallest segments that are made and accepted. */
    public static final int SMALLEST_SEGMENT_SIZE = 64 * 1024;

    /** The largest segments that are made and accepted. */
    public static final int LARGEST_SEGMENT_SIZE = 1024 * 1024;

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final int SMALLEST = SealHeader.LENGTH + SegmentCipher.TAG_LENGTH;

    /** Checks the forms. */
    public SealedBody {
        check(digest);
        check(content);
        if (size < SMALLEST) {
            throw new IllegalArgumentException("a sealed body has at least " + SMALLEST + " bytes, not " + size);
        }
    }

    private static void check(String digest) {
        if (!DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("not a digest: '" + digest + "'");
        }
    }
}
