// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.orders;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import vn.lienthong.client.Attachment;

/** Digests of files as orders and answers have them: SHA-256, 64 lower-case hexadecimal digits. */
public final class Sha256 {
    private Sha256() {}

    /** Of some bytes. */
    public static String of(byte[] content) {
        MessageDigest digest = begun();
        digest.update(content);
        return text(digest);
    }

    /**
     * Of what is in an attachment.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public static String of(Attachment attachment) {
        MessageDigest digest = begun();
        try {
            attachment.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        } catch (IOException e) {
            throw new UncheckedIOException("attachment " + attachment.name() + " cannot be read", e);
        }
        return text(digest);
    }

    /** One that bytes can be passed through; {@link #text} ends it. */
    public static MessageDigest begun() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The digits of what was passed through. */
    public static String text(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
