// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** Pages that are written from top to bottom. Not thread-safe. */
final class Sheet implements AutoCloseable {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float MARGIN = 56;
    private static final float LEADING = 1.45f;

    private final PDDocument document;
    private final PDFont font;
    private PDPageContentStream page;
    private float y;

    /** Down to where lines are shorter, because a picture stands beside them; and by how much. */
    private float besideUntil = Float.MAX_VALUE;

    private float beside;

    /** Begins the first page; the font it embeds has every letter of Vietnamese. */
    Sheet(PDDocument document) throws IOException {
        this.document = document;
        try (InputStream letters = PDDocument.class.getResourceAsStream(FONT)) {
            if (letters == null) {
                throw new IOException("the font is not in the library for PDF any more");
            }
            font = PDType0Font.load(document, letters);
        }
        page = newPage();
    }

    /** Goes on below a picture that stands at the right. */
    void belowPicture() {
        y = Math.min(y, besideUntil);
    }

    /** A line, or several if it is too long for one. */
    void line(String text, float size) throws IOException {
        for (String part : wrapped(text, size)) {
            if (y < MARGIN + size) {
                page.close();
                page = newPage();
            }
            page.beginText();
            page.setFont(font, size);
            page.newLineAtOffset(MARGIN, y);
            page.showText(part);
            page.endText();
            y -= size * LEADING;
        }
    }

    /** Empty space. */
    void space(float height) {
        y -= height;
    }

    /** A picture at the right edge, with its upper edge at the line that comes next. */
    void pictureAtRight(PDImageXObject picture, float size) throws IOException {
        page.drawImage(picture, PDRectangle.A4.getWidth() - MARGIN - size, y - size, size, size);
        besideUntil = y - size;
        beside = size + MARGIN / 4;
    }

    @Override
    public void close() throws IOException {
        page.close();
    }

    private PDPageContentStream newPage() throws IOException {
        besideUntil = Float.MAX_VALUE;
        PDPage next = new PDPage(PDRectangle.A4);
        document.addPage(next);
        y = PDRectangle.A4.getHeight() - MARGIN;
        return new PDPageContentStream(document, next);
    }

    private List<String> wrapped(String text, float size) throws IOException {
        float width = PDRectangle.A4.getWidth() - 2 * MARGIN - (y + size > besideUntil ? beside : 0);
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : printable(text).split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && !fits(longer, size, width)) {
                lines.add(line);
                longer = word;
            }
            line = longer;
            while (!fits(line, size, width)) { // a word that is longer than a line
                int end = line.length() - 1;
                while (end > 1 && !fits(line.substring(0, end), size, width)) {
                    end--;
                }
                lines.add(line.substring(0, end));
                line = line.substring(end);
            }
        }
        lines.add(line);
        return lines;
    }

    private boolean fits(String text, float size, float width) throws IOException {
        return text.length() <= 1 || font.getStringWidth(text) / 1000 * size <= width;
    }

    /** What the font has no shape for is shown as a question mark. */
    private String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().forEach(letter -> {
            String one = Character.toString(letter);
            try {
                font.encode(one);
                printable.append(one);
            } catch (IOException | IllegalArgumentException e) {
                printable.append('?');
            }
        });
        return printable.toString();
    }
}
