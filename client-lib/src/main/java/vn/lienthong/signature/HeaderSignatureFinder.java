// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.lienthong.edxml.SignatureCode;

/**
 * Finds the header signature of a file and copies it, with the bare elements around it, into memory: all that is needed to
 * check its value. Nothing else of the file is kept, so there is nothing that a reference could be led astray to.
 */
final class HeaderSignatureFinder {
    private static final int MOST_NODES = 5000;
    private static final int MOST_TEXT = 1 << 20;

    private final Document document = newDocument();
    private final SignaturePlace place = new SignaturePlace();
    private Node open = document;
    private @Nullable Element signature;
    private int signatureDepth;
    private boolean strange;
    private int nodes;
    private int text;
    private int inPlace;
    private int elsewhere;

    /**
     * What was found.
     *
     * @param signature the first real signature in the right place
     * @param inPlace how many stand there
     * @param elsewhere how many stand in other places
     * @param usable whether it is small, and holds neither comments nor instructions
     */
    record Found(Optional<Element> signature, int inPlace, int elsewhere, boolean usable) {
        Element usableSignature() throws NotCheckable {
            if (!usable) {
                throw new NotCheckable(SignatureCode.UNSUPPORTED, "comments, instructions or " + MOST_TEXT + " B");
            }
            return signature.orElseThrow();
        }
    }

    private HeaderSignatureFinder() {}

    /** Reads a file to its end. */
    static Found find(XMLStreamReader xml) throws XMLStreamException {
        HeaderSignatureFinder finder = new HeaderSignatureFinder();
        while (xml.hasNext()) {
            finder.take(xml.next(), xml);
        }
        return new Found(Optional.ofNullable(finder.signature), finder.inPlace, finder.elsewhere, !finder.strange);
    }

    private void take(int event, XMLStreamReader xml) throws XMLStreamException {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> begin(xml);
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> text(xml);
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw new XMLStreamException("document types and entities are refused");
            case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> strange |= signatureDepth > 0;
            default -> {} // says nothing
        }
    }

    private void begin(XMLStreamReader xml) {
        place.enter(xml);
        boolean here = place.isHere(xml);
        if (here && ++inPlace == 1) {
            signatureDepth = place.depth();
            signature = copy(xml);
        } else if (signatureDepth > 0) {
            copy(xml);
        } else if (place.isAround() && signature == null) {
            copy(xml);
        }
        if (!here && SignaturePlace.isSignature(xml)) {
            elsewhere++;
        }
    }

    private void end() {
        if (signatureDepth > 0 || (place.isAround() && signature == null)) {
            close();
        }
        if (place.depth() == signatureDepth) {
            signatureDepth = 0;
        }
        place.leave();
    }

    private void close() {
        Node parent = open.getParentNode();
        if (parent != null) {
            open = parent;
        }
    }

    private void text(XMLStreamReader xml) {
        if (signatureDepth > 0 && isRoomFor(xml.getTextLength())) {
            open.appendChild(document.createTextNode(xml.getText()));
        }
    }

    private boolean isRoomFor(int characters) {
        text += characters;
        boolean room = ++nodes <= MOST_NODES && text <= MOST_TEXT;
        strange |= !room;
        return room;
    }

    private Element copy(XMLStreamReader xml) {
        Element element =
                document.createElementNS(xml.getNamespaceURI(), qualified(xml.getPrefix(), xml.getLocalName()));
        if (!isRoomFor(0)) {
            return element;
        }
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            String prefix = xml.getNamespacePrefix(i);
            String uri = xml.getNamespaceURI(i);
            element.setAttributeNS(
                    XMLConstants.XMLNS_ATTRIBUTE_NS_URI,
                    prefix == null || prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix,
                    uri == null ? "" : uri);
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String namespace = xml.getAttributeNamespace(i);
            element.setAttributeNS(
                    namespace == null || namespace.isEmpty() ? null : namespace,
                    qualified(xml.getAttributePrefix(i), xml.getAttributeLocalName(i)),
                    xml.getAttributeValue(i));
        }
        open.appendChild(element);
        open = element;
        return element;
    }

    private static String qualified(@Nullable String prefix, String name) {
        return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
    }

    private static Document newDocument() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .newDocument();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform has an empty document", e);
        }
    }
}
