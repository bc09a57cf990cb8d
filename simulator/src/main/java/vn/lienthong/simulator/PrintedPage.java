// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One page with a few lines in it, as a small PDF that any viewer opens. ASCII only: it brings no fonts along. */
public final class PrintedPage {
    private static final int FIRST_LINE = 780;
    private static final int LINE_HEIGHT = 20;

    private PrintedPage() {}

    /** A page with these lines. */
    public static byte[] pdf(List<String> lines) {
        String content = content(lines);
        List<String> objects = List.of(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
                "<</Length " + content.length() + ">>\nstream\n" + content + "\nendstream",
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
        StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
        List<Integer> offsets = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            offsets.add(pdf.length());
            pdf.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        int table = pdf.length();
        pdf.append("xref\n0 ").append(objects.size() + 1).append("\n0000000000 65535 f \n");
        offsets.forEach(offset -> pdf.append(String.format("%010d 00000 n \n", offset)));
        pdf.append("trailer\n<</Size ").append(objects.size() + 1).append("/Root 1 0 R>>\nstartxref\n");
        return pdf.append(table).append("\n%%EOF\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String content(List<String> lines) {
        StringBuilder text = new StringBuilder("BT /F1 12 Tf 72 " + FIRST_LINE + " Td");
        for (String line : lines) {
            String escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
            text.append(" (")
                    .append(escaped)
                    .append(") Tj 0 -")
                    .append(LINE_HEIGHT)
                    .append(" Td");
        }
        return text.append(" ET").toString();
    }
}
