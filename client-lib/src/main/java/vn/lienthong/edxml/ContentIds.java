// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import vn.lienthong.edxml.wire.WireManifest;

/** The ids that tie a Reference to its Attachment, written with {@code cid:} in front by some systems only. */
final class ContentIds {
    static final String PREFIX = "cid:";

    private ContentIds() {}

    static String withoutPrefix(String text) {
        return text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    }

    /** The id of a Reference, from its element or else from its link; empty if it has none. */
    static String of(WireManifest.Reference reference) {
        return Values.text(reference.contentId)
                .or(() -> Values.text(reference.href))
                .map(ContentIds::withoutPrefix)
                .orElse("");
    }

    static String read(String path, String text, ValueReader values) {
        if (!text.startsWith(PREFIX)) {
            values.report(ReadingCode.CID_MISSING, path + "/ContentId", text, PREFIX);
        }
        return withoutPrefix(text);
    }
}
