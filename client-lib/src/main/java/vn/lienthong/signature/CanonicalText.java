// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.security.MessageDigest;

/** Escapes as canonical XML does, and digests in UTF-8. */
final class CanonicalText {
    private static final int ROOM_FOR_ONE = 8;

    private final MessageDigest digest;
    private final byte[] buffer = new byte[32 * 1024];
    private int used;
    private char high;

    private enum Kind {
        MARKUP,
        ATTRIBUTE,
        TEXT,
        INSTRUCTION
    }

    CanonicalText(MessageDigest digest) {
        this.digest = digest;
    }

    CanonicalText markup(String text) {
        return all(text, Kind.MARKUP);
    }

    CanonicalText attribute(String text) {
        return all(text, Kind.ATTRIBUTE);
    }

    CanonicalText instruction(String text) {
        return all(text, Kind.INSTRUCTION);
    }

    /** A piece of text; a character of two halves may be cut by its end. */
    void text(char[] characters, int start, int length) {
        for (int i = start; i < start + length; i++) {
            put(characters[i], Kind.TEXT);
        }
    }

    byte[] digest() {
        digest.update(buffer, 0, used);
        used = 0;
        return digest.digest();
    }

    private CanonicalText all(String text, Kind kind) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i), kind);
        }
        return this;
    }

    private void put(char c, Kind kind) {
        if (used > buffer.length - ROOM_FOR_ONE) {
            digest.update(buffer, 0, used);
            used = 0;
        }
        if (c > '>' || c == ' ') {
            encode(c);
            return;
        }
        String escaped = escaped(c, kind);
        if (escaped.isEmpty()) {
            encode(c);
        } else {
            for (int i = 0; i < escaped.length(); i++) {
                buffer[used++] = (byte) escaped.charAt(i);
            }
        }
    }

    private static String escaped(char c, Kind kind) {
        if (kind == Kind.MARKUP) {
            return "";
        }
        return switch (c) {
            case '\r' -> "&#xD;";
            case '&' -> kind == Kind.INSTRUCTION ? "" : "&amp;";
            case '<' -> kind == Kind.INSTRUCTION ? "" : "&lt;";
            case '>' -> kind == Kind.TEXT ? "&gt;" : "";
            case '"' -> kind == Kind.ATTRIBUTE ? "&quot;" : "";
            case '\t' -> kind == Kind.ATTRIBUTE ? "&#x9;" : "";
            case '\n' -> kind == Kind.ATTRIBUTE ? "&#xA;" : "";
            default -> "";
        };
    }

    private void encode(char c) {
        if (c < 0x80) {
            buffer[used++] = (byte) c;
        } else if (c < 0x800) {
            buffer[used++] = (byte) (0xC0 | (c >> 6));
            follow(c);
        } else if (Character.isHighSurrogate(c)) {
            high = c;
        } else if (Character.isLowSurrogate(c)) {
            int whole = Character.toCodePoint(high, c);
            buffer[used++] = (byte) (0xF0 | (whole >> 18));
            follow(whole >> 12);
            follow(whole >> 6);
            follow(whole);
        } else {
            buffer[used++] = (byte) (0xE0 | (c >> 12));
            follow(c >> 6);
            follow(c);
        }
    }

    private void follow(int bits) {
        buffer[used++] = (byte) (0x80 | (bits & 0x3F));
    }
}
