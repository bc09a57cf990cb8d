// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

/** The ids that tie a Reference to its Attachment, written with {@code cid:} in front by some systems only. */
final class ContentIds {
    static final String PREFIX = "cid:";

    private ContentIds() {}

    static String withoutPrefix(String text) {
        return text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    }

    static String read(String path, String text, ValueReader values) {
        if (!text.startsWith(PREFIX)) {
            values.report(ReadingCode.CID_MISSING, path + "/ContentId", text, PREFIX);
        }
        return withoutPrefix(text);
    }
}
