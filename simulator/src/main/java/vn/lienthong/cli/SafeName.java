// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import vn.lienthong.client.Document;

/** File names for documents: document ids hold slashes and worse, so a readable part and a digest of sender and id. */
final class SafeName {
    private static final int READABLE = 60;
    private static final int DIGEST_BYTES = 4;

    private SafeName() {}

    static String of(Document document) {
        String readable = (document.from() + " "
                        + document.reference().orElse(document.id().value()))
                .replaceAll("[^\\p{L}\\p{N}._-]+", "-")
                .replaceAll("^[.-]+|[.-]+$", "");
        String shortened = readable.length() > READABLE ? readable.substring(0, READABLE) : readable;
        return shortened + "-" + digest(document.from() + "\n" + document.id() + "\n" + document.submission());
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
