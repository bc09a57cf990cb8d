// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Writes the elements of the envelope as systems in use write them: prefix {@code edXML:}, two spaces a level, one value
 * a line. Values that are too long or cannot be written are reported with their path.
 */
final class HeaderLayout extends DefaultHandler {
    private final StringBuilder out;
    private final List<Finding> findings;
    private final String parentPath;
    private final int outerLevel;
    private final Shape rootShape;
    private final Deque<Open> open = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private boolean tagUnfinished;

    private static final class Open {
        private final @Nullable Shape shape;
        private final String step;
        private final Map<String, Integer> counts = new HashMap<>();

        Open(@Nullable Shape shape, String step) {
            this.shape = shape;
            this.step = step;
        }
    }

    HeaderLayout(StringBuilder out, List<Finding> findings, String parentPath, Shape rootShape) {
        this.out = out;
        this.findings = findings;
        this.parentPath = parentPath;
        this.rootShape = rootShape;
        this.outerLevel =
                (int) parentPath.chars().filter(character -> character == '/').count();
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) {
        if (tagUnfinished) {
            out.append(">\n");
        }
        text.setLength(0);
        indent();
        out.append("<edXML:").append(localName);
        for (int i = 0; i < attributes.getLength(); i++) {
            out.append(' ').append(attributes.getLocalName(i)).append("=\"");
            out.append(attributes.getValue(i)).append('"');
        }
        tagUnfinished = true;
        open.push(opened(localName));
    }

    private Open opened(String name) {
        Open parent = open.peek();
        if (parent == null) {
            return new Open(rootShape, name);
        }
        Shape shape = parent.shape == null ? null : parent.shape.child(name);
        int count = parent.counts.merge(name, 1, Integer::sum);
        return new Open(shape, shape != null && shape.isRepeatable() ? name + "[" + count + "]" : name);
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        text.append(characters, start, length);
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        if (!tagUnfinished) {
            open.pop();
            indent();
            out.append("</edXML:").append(localName).append(">\n");
            return;
        }
        tagUnfinished = false;
        if (text.length() == 0) {
            out.append("/>\n");
        } else {
            checkLength();
            out.append('>');
            XmlText.escape(text, out, this::reportCharacter);
            out.append("</edXML:").append(localName).append(">\n");
            text.setLength(0);
        }
        open.pop();
    }

    private void checkLength() {
        Open element = open.element();
        int length = text.codePointCount(0, text.length());
        if (element.shape != null && length > element.shape.maxLength()) {
            String limit = String.valueOf(element.shape.maxLength());
            findings.add(ReadingCode.VALUE_TOO_LONG.at(path(), String.valueOf(length), limit));
        }
    }

    private void reportCharacter(int character) {
        findings.add(ReadingCode.FORBIDDEN_CHARACTER.at(path(), String.format("U+%04X", character), ""));
    }

    private String path() {
        StringBuilder path = new StringBuilder(parentPath);
        for (Iterator<Open> outermostFirst = open.descendingIterator(); outermostFirst.hasNext(); ) {
            path.append('/').append(outermostFirst.next().step);
        }
        return path.toString();
    }

    private void indent() {
        out.append("  ".repeat(outerLevel + open.size()));
    }
}
