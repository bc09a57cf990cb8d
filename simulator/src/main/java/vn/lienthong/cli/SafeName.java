// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.nio.charset.StandardCharsets;
import vn.lienthong.client.Document;
import vn.lienthong.orders.Sha256;

/** File names for documents: document ids hold slashes and worse, so a readable part and a digest of sender and id. */
final class SafeName {
    private static final int READABLE = 60;
    private static final int DIGITS = 8;

    private SafeName() {}

    static String of(Document document) {
        String readable = (document.from() + " "
                        + document.reference().orElse(document.id().value()))
                .replaceAll("[^\\p{L}\\p{N}._-]+", "-")
                .replaceAll("^[.-]+|[.-]+$", "");
        String shortened = readable.length() > READABLE ? readable.substring(0, READABLE) : readable;
        String whole = document.from() + "\n" + document.id() + "\n" + document.submission();
        return shortened + "-"
                + Sha256.of(whole.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
    }
}
