// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.trust;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes keys and certificates as text, for programs of others (RFC 7468). */
public final class Pem {
    private static final int LINE = 64;

    private Pem() {}

    /**
     * A text.
     *
     * @param label what it is, such as {@code PRIVATE KEY}
     */
    public static byte[] encode(String label, byte[] encoded) {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded);
        return ("-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
