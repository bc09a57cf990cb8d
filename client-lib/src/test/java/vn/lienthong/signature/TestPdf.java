// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** PDF files made octet by octet, so that each octet can be wrong on purpose. */
final class TestPdf {
    private static final int ROOM = 16_384;
    private static final String PLACE = "[0 0000000000 0000000000 0000000000]";

    private TestPdf() {}

    static byte[] plain() {
        return ascii("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n");
    }

    /** Adds a revision with a signature over everything. */
    static byte[] signed(byte[] file, UnaryOperator<byte[]> signature) {
        return signed(file, "/SubFilter /ETSI.CAdES.detached /M (D:20261125090000+07'00')", signature);
    }

    static byte[] signed(byte[] file, String entries, UnaryOperator<byte[]> signature) {
        String head =
                "9 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite " + entries + " /ByteRange " + PLACE + " /Contents ";
        String tail = " >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n";
        int gapStart = file.length + head.length();
        int gapEnd = gapStart + ROOM + 2;
        String range = String.format(Locale.ROOT, "[0 %010d %010d %010d]", gapStart, gapEnd, tail.length());
        byte[] before = joined(file, ascii(head.replace(PLACE, range)));
        return joined(before, contents(signature.apply(joined(before, ascii(tail)))), ascii(tail));
    }

    /** The signature as the string that fills its place. */
    static byte[] contents(byte[] signature) {
        String hex = HexFormat.of().formatHex(signature);
        return ascii("<" + hex + "0".repeat(ROOM - hex.length()) + ">");
    }

    static byte[] replaced(byte[] file, String what, String by) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        if (!text.contains(what)) {
            throw new IllegalArgumentException("there is no " + what);
        }
        return text.replace(what, by).getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
