// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * The bytes of the base64 text of the element that is open, decoded as the parser goes. White space is skipped, missing
 * padding at the end is accepted, anything else that is not base64 is refused.
 */
final class Base64Stream extends InputStream {
    private static final int SHORTEST_RUN = 64;
    private static final byte SPACE = -2;
    private static final byte PADDING = -3;
    private static final byte[] VALUES = values();

    private final TolerantStream xml;
    private final String attachment;
    private final String path;
    private byte[] decoded = new byte[0];
    private int position;
    private int available;
    private int bits;
    private int digits;
    private int padding;
    private boolean ended;
    private boolean hasBreaks;

    Base64Stream(TolerantStream xml, String attachment) {
        this.xml = xml;
        this.attachment = attachment;
        this.path = xml.path();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (position == available) {
            if (ended) {
                return -1;
            }
            decodeNext();
        }
        int count = Math.min(length, available - position);
        System.arraycopy(decoded, position, buffer, offset, count);
        position += count;
        return count;
    }

    private void decodeNext() throws IOException {
        position = 0;
        available = 0;
        try {
            if (xml.next() == XMLStreamConstants.END_ELEMENT) {
                ended = true;
                finish();
            } else {
                decode(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            }
        } catch (XMLStreamException | RuntimeException e) {
            throw ReadingFailure.of(e, path, attachment);
        }
    }

    private void decode(char[] text, int start, int length) {
        int room = length / 4 * 3 + 6;
        if (decoded.length < room) {
            decoded = new byte[room];
        }
        int end = start + length;
        int from = start + decodeUnbroken(text, start, length);
        while (from < end) {
            from = digits == 0 && padding == 0 ? decodeGroups(text, from, end) : from;
            if (from < end) {
                take(text[from++]);
            }
        }
    }

    /**
     * Decodes a run without line breaks with the decoder of the platform, which is several times faster, and tells how far
     * it came. The last groups are left to the careful way, which alone judges padding and what is wrong.
     */
    private int decodeUnbroken(char[] text, int start, int length) {
        int run = (length - 4) / 4 * 4;
        if (hasBreaks || digits != 0 || padding != 0 || run < SHORTEST_RUN) {
            return 0;
        }
        byte[] ascii = new String(text, start, run).getBytes(StandardCharsets.ISO_8859_1);
        try {
            int count = Base64.getDecoder().decode(ascii, decoded);
            if (count == run / 4 * 3) {
                available = count;
                return run;
            }
        } catch (IllegalArgumentException breaksOrNoBase64) {
            // decided below
        }
        hasBreaks = true;
        return 0;
    }

    /** Decodes groups of four digits as long as nothing else stands between them. */
    private int decodeGroups(char[] text, int start, int end) {
        byte[] out = decoded;
        int from = start;
        int to = available;
        while (from + 4 <= end) {
            int a = value(text[from]);
            int b = value(text[from + 1]);
            int c = value(text[from + 2]);
            int d = value(text[from + 3]);
            if ((a | b | c | d) < 0) {
                break;
            }
            int group = (a << 18) | (b << 12) | (c << 6) | d;
            out[to] = (byte) (group >> 16);
            out[to + 1] = (byte) (group >> 8);
            out[to + 2] = (byte) group;
            to += 3;
            from += 4;
        }
        available = to;
        return from;
    }

    private void take(char character) {
        int value = value(character);
        if (value == SPACE) {
            return;
        }
        if (value == PADDING && digits + padding >= 2 && digits + padding < 4) {
            padding++;
            return;
        }
        if (value < 0 || padding > 0) {
            throw bad("U+" + String.format("%04X", (int) character));
        }
        bits = (bits << 6) | value;
        if (++digits == 4) {
            emit(3, bits);
            digits = 0;
        }
    }

    private void finish() {
        boolean complete = digits + padding == 4 || padding == 0;
        if (digits == 1 || !complete) {
            throw bad("the end is cut off");
        }
        if (digits > 1) {
            emit(digits - 1, bits << (6 * (4 - digits)));
        }
    }

    private void emit(int count, int group) {
        if (decoded.length < available + 3) {
            decoded = Arrays.copyOf(decoded, available + 3);
        }
        for (int i = 0; i < count; i++) {
            decoded[available++] = (byte) (group >> (16 - 8 * i));
        }
    }

    private EdxmlException bad(String why) {
        return new EdxmlException(ReadingCode.BAD_BASE64.at(path, attachment, why));
    }

    private static int value(char character) {
        return character < VALUES.length ? VALUES[character] : -1;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        for (char space : " \t\r\n".toCharArray()) {
            values[space] = SPACE;
        }
        values['='] = PADDING;
        return values;
    }
}
