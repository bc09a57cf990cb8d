// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.jspecify.annotations.Nullable;
import vn.lienthong.edxml.wire.EdxmlNamespaces;

/**
 * Shows only the known elements of a message, under their right names, and enforces the limits on structure. Unknown and
 * repeated elements are skipped and reported, so that what reads from this stream meets only what it expects.
 */
final class TolerantStream extends StreamReaderDelegate {
    private static final String BUSINESS = "Business";

    private final ReadingLimits limits;
    private final List<Finding> findings;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private HeaderSignature signature = HeaderSignature.NONE;
    private String currentName = "";
    private int elements;

    private static final class Frame {
        private final Shape shape;
        private final String step;
        private @Nullable Map<String, Integer> counts;
        private int textLength;

        Frame(Shape shape, String step) {
            this.shape = shape;
            this.step = step;
        }

        int count(String child) {
            if (counts == null) {
                counts = new HashMap<>();
            }
            return counts.merge(child, 1, Integer::sum);
        }
    }

    TolerantStream(XMLStreamReader source, ReadingLimits limits, List<Finding> findings) {
        super(source);
        this.limits = limits;
        this.findings = findings;
    }

    /** What stood in the place of the header signature so far. */
    HeaderSignature signature() {
        return signature;
    }

    /** The path of the element that is open. */
    String path() {
        StringBuilder path = new StringBuilder();
        for (Iterator<Frame> outermostFirst = frames.descendingIterator(); outermostFirst.hasNext(); ) {
            path.append('/').append(outermostFirst.next().step);
        }
        return path.length() == 0 ? "/" : path.toString();
    }

    @Override
    public String getLocalName() {
        return currentName;
    }

    @Override
    public int next() throws XMLStreamException {
        while (true) {
            int event = super.next();
            switch (event) {
                case START_ELEMENT -> {
                    if (enter()) {
                        return event;
                    }
                }
                case END_ELEMENT -> {
                    currentName = frames.pop().shape.name();
                    return event;
                }
                case CHARACTERS, CDATA, SPACE -> {
                    countText();
                    return event;
                }
                case DTD, ENTITY_REFERENCE -> throw refused(event);
                case END_DOCUMENT -> {
                    return event;
                }
                default -> {} // comments and processing instructions say nothing
            }
        }
    }

    /** Reads the text up to the end of the open element. */
    String text() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        while (next() != END_ELEMENT) {
            text.append(getTextCharacters(), getTextStart(), getTextLength());
        }
        return text.toString();
    }

    private EdxmlException refused(int event) {
        String name = event == DTD ? "DOCTYPE" : String.valueOf(super.getLocalName());
        return new EdxmlException(ReadingCode.DTD_FORBIDDEN.at(path(), name, ""));
    }

    private boolean enter() throws XMLStreamException {
        countElement(frames.size() + 1);
        Frame parent = frames.peek();
        if (parent == null) {
            push(Grammar.ROOT, checkedRoot());
            return true;
        }
        Shape shape = resolve(parent.shape);
        if (shape == null) {
            report(ReadingCode.UNKNOWN_ELEMENT, qualifiedName(), "");
            skip();
            return false;
        }
        return enterKnown(parent, shape);
    }

    private boolean enterKnown(Frame parent, Shape shape) throws XMLStreamException {
        int count = parent.count(shape.name());
        if (count > 1 && !shape.isRepeatable()) {
            report(ReadingCode.REPEATED_ELEMENT, shape.name(), "1");
            skip();
            return false;
        }
        if (shape.kind() == Shape.Kind.OPAQUE) {
            noticeSignature();
            skip();
            return false;
        }
        push(shape, shape.isRepeatable() ? shape.name() + "[" + count + "]" : shape.name());
        return true;
    }

    private void push(Shape shape, String step) {
        frames.push(new Frame(shape, step));
        currentName = shape.name();
    }

    private String checkedRoot() {
        if (!EdxmlNamespaces.FORMAT.equals(super.getNamespaceURI())) {
            String found = super.getNamespaceURI() == null ? "" : super.getNamespaceURI();
            throw new EdxmlException(
                    ReadingCode.WRONG_NAMESPACE.at("/" + super.getLocalName(), found, EdxmlNamespaces.FORMAT));
        }
        String name = Grammar.ROOT.name();
        if (!super.getLocalName().equals(name)) {
            findings.add(ReadingCode.RENAMED_ROOT.at("/" + super.getLocalName(), super.getLocalName(), name));
        }
        return name;
    }

    private @Nullable Shape resolve(Shape parent) {
        String name = super.getLocalName();
        if (!EdxmlNamespaces.FORMAT.equals(super.getNamespaceURI())) {
            boolean realSignature = EdxmlNamespaces.SIGNATURE.equals(super.getNamespaceURI());
            return realSignature && name.equals("Signature") ? parent.child(name) : null;
        }
        Shape shape = parent.child(name);
        return shape == null ? resolveAlias(parent, name) : shape;
    }

    private @Nullable Shape resolveAlias(Shape parent, String name) {
        if (name.startsWith(BUSINESS)) {
            Shape shape = parent.child("Bussiness" + name.substring(BUSINESS.length()));
            if (shape != null) {
                report(ReadingCode.BUSINESS_SPELLING, name, shape.name());
            }
            return shape;
        }
        Shape header = name.equals("Status") ? parent.child("MessageHeader") : null;
        if (header != null) {
            report(ReadingCode.STATUS_WRAPPER, name, header.name());
        }
        return header;
    }

    private void noticeSignature() {
        if (EdxmlNamespaces.SIGNATURE.equals(super.getNamespaceURI())) {
            signature = HeaderSignature.XML_DSIG;
        } else if (super.getLocalName().equals("Signature")) {
            signature = HeaderSignature.DECORATIVE;
        } else if (signature == HeaderSignature.NONE) {
            signature = HeaderSignature.EMPTY;
        }
    }

    private void skip() throws XMLStreamException {
        int open = 1;
        while (open > 0) {
            switch (super.next()) {
                case START_ELEMENT -> countElement(frames.size() + ++open);
                case END_ELEMENT -> open--;
                case ENTITY_REFERENCE -> throw refused(ENTITY_REFERENCE);
                default -> {} // of no interest
            }
        }
    }

    private void countElement(int depth) {
        if (++elements > limits.elements()) {
            throw exceeded(ReadingCode.TOO_MANY_ELEMENTS, elements, limits.elements());
        }
        if (depth > limits.depth()) {
            throw exceeded(ReadingCode.TOO_DEEP, depth, limits.depth());
        }
        int attributes = super.getAttributeCount() + super.getNamespaceCount();
        if (attributes > limits.attributes()) {
            throw exceeded(ReadingCode.TOO_MANY_ATTRIBUTES, attributes, limits.attributes());
        }
    }

    private void countText() {
        Frame frame = frames.peek();
        if (frame != null && frame.shape.kind() == Shape.Kind.TEXT) {
            frame.textLength += super.getTextLength();
            if (frame.textLength > limits.textLength()) {
                throw exceeded(ReadingCode.TEXT_TOO_LONG, frame.textLength, limits.textLength());
            }
        }
    }

    private EdxmlException exceeded(ReadingCode code, int actual, int limit) {
        return new EdxmlException(code.at(path(), String.valueOf(actual), String.valueOf(limit)));
    }

    private String qualifiedName() {
        String namespace = super.getNamespaceURI();
        boolean own = EdxmlNamespaces.FORMAT.equals(namespace);
        return own || namespace == null ? super.getLocalName() : "{" + namespace + "}" + super.getLocalName();
    }

    private void report(ReadingCode code, String actual, String limit) {
        findings.add(code.at(path(), actual, limit));
    }
}
