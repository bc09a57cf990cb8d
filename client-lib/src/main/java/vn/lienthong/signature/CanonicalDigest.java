// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.signature;

import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Digests the canonical form of a whole file without its header signature, while it is read: what the transforms
 * enveloped-signature and (exclusive) canonicalization give, for files that do not fit in memory.
 */
final class CanonicalDigest {
    private final CanonicalForm form;
    private final CanonicalText out;
    private final SignaturePlace place = new SignaturePlace();
    private final Deque<Scope> scopes = new ArrayDeque<>();
    private int skippedAt;
    private boolean signatureSkipped;
    private boolean rootClosed;

    /** The namespaces that are declared, and those that were written, by prefix. */
    private record Scope(Map<String, String> declared, Map<String, String> written) {}

    private record Attribute(String namespace, String name, String qualified, String value) {}

    private CanonicalDigest(CanonicalForm form, MessageDigest digest) {
        this.form = form;
        this.out = new CanonicalText(digest);
    }

    /** Reads a file to its end. */
    static byte[] of(XMLStreamReader xml, CanonicalForm form, MessageDigest digest) throws XMLStreamException {
        CanonicalDigest canonical = new CanonicalDigest(form, digest);
        canonical.scopes.push(new Scope(Map.of(), Map.of()));
        while (xml.hasNext()) {
            canonical.take(xml.next(), xml);
        }
        return canonical.out.digest();
    }

    private void take(int event, XMLStreamReader xml) throws XMLStreamException {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> begin(xml);
            case XMLStreamConstants.END_ELEMENT -> end(xml);
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                if (isWritten() && place.depth() > 0) {
                    out.text(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                }
            }
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> instruction(xml);
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw new XMLStreamException("document types and entities are refused");
            default -> {} // comments are left out
        }
    }

    private boolean isWritten() {
        return skippedAt == 0;
    }

    private void begin(XMLStreamReader xml) {
        place.enter(xml);
        if (!signatureSkipped && place.isHere(xml)) {
            signatureSkipped = true;
            skippedAt = place.depth();
        }
        if (!isWritten()) {
            return;
        }
        Scope outer = scopes.element();
        Map<String, String> declared = declared(xml, outer.declared());
        Map<String, String> written = new HashMap<>(outer.written());
        out.markup("<").markup(qualified(xml.getPrefix(), xml.getLocalName()));
        for (String prefix : candidates(xml)) {
            writeNamespace(prefix, declared.getOrDefault(prefix, ""), written);
        }
        writeAttributes(xml);
        out.markup(">");
        scopes.push(new Scope(declared, written));
    }

    private void end(XMLStreamReader xml) {
        if (isWritten()) {
            scopes.pop();
            out.markup("</")
                    .markup(qualified(xml.getPrefix(), xml.getLocalName()))
                    .markup(">");
        } else if (place.depth() == skippedAt) {
            skippedAt = 0;
        }
        place.leave();
        rootClosed = place.depth() == 0;
    }

    private static Map<String, String> declared(XMLStreamReader xml, Map<String, String> outer) {
        if (xml.getNamespaceCount() == 0) {
            return outer;
        }
        Map<String, String> declared = new HashMap<>(outer);
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            declared.put(text(xml.getNamespacePrefix(i)), text(xml.getNamespaceURI(i)));
        }
        return declared;
    }

    /** The prefixes whose namespaces may have to be written, the default one first. */
    private SortedSet<String> candidates(XMLStreamReader xml) {
        SortedSet<String> prefixes = new TreeSet<>();
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            String prefix = text(xml.getNamespacePrefix(i));
            if (!form.exclusive() || form.always().contains(prefix)) {
                prefixes.add(prefix);
            }
        }
        if (form.exclusive()) {
            prefixes.add(text(xml.getPrefix()));
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                String prefix = text(xml.getAttributePrefix(i));
                if (!prefix.isEmpty()) {
                    prefixes.add(prefix);
                }
            }
        }
        prefixes.remove(XMLConstants.XML_NS_PREFIX);
        return prefixes;
    }

    private void writeNamespace(String prefix, String uri, Map<String, String> written) {
        if (uri.equals(written.getOrDefault(prefix, ""))) {
            return;
        }
        written.put(prefix, uri);
        out.markup(prefix.isEmpty() ? " xmlns=\"" : " xmlns:" + prefix + "=\"")
                .attribute(uri)
                .markup("\"");
    }

    private void writeAttributes(XMLStreamReader xml) {
        List<Attribute> attributes = new ArrayList<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.add(new Attribute(
                    text(xml.getAttributeNamespace(i)),
                    xml.getAttributeLocalName(i),
                    qualified(xml.getAttributePrefix(i), xml.getAttributeLocalName(i)),
                    xml.getAttributeValue(i)));
        }
        attributes.sort(Comparator.comparing(Attribute::namespace).thenComparing(Attribute::name));
        for (Attribute attribute : attributes) {
            out.markup(" ")
                    .markup(attribute.qualified())
                    .markup("=\"")
                    .attribute(attribute.value())
                    .markup("\"");
        }
    }

    /** Outside the root each instruction has a line of its own. */
    private void instruction(XMLStreamReader xml) {
        if (!isWritten()) {
            return;
        }
        boolean outside = place.depth() == 0;
        if (outside && rootClosed) {
            out.markup("\n");
        }
        out.markup("<?").markup(xml.getPITarget());
        String data = text(xml.getPIData());
        if (!data.isEmpty()) {
            out.markup(" ").instruction(data);
        }
        out.markup("?>");
        if (outside && !rootClosed) {
            out.markup("\n");
        }
    }

    private static String qualified(@Nullable String prefix, String name) {
        return text(prefix).isEmpty() ? name : prefix + ":" + name;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
