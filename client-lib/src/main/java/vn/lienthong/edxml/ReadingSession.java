// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;
import vn.lienthong.edxml.wire.WireHeader;
import vn.lienthong.edxml.wire.WireManifest;
import vn.lienthong.edxml.wire.WireTraces;

/** Reads one message from one stream, once. */
final class ReadingSession {
    private static final String ENVELOPE = "edXMLEnvelope";

    private final List<Finding> findings = new ArrayList<>();
    private final ValueReader values = new ValueReader(findings);
    private final WireBinding binding = WireBinding.borrow();
    private final TolerantStream xml;
    private final XMLStreamReader2 parser;
    private final AttachmentReader attachments;
    private @Nullable WireHeader header;
    private WireTraces traces = new WireTraces();
    private WireManifest manifest = new WireManifest();

    ReadingSession(InputStream in, ReadingLimits limits, AttachmentVisitor visitor) throws IOException {
        GuardedInput input = new GuardedInput(in, limits.envelopeSize());
        parser = XmlInput.open(input);
        xml = new TolerantStream(parser, limits, findings);
        attachments = new AttachmentReader(new AttachmentReader.Source(xml, input, limits), visitor, values);
    }

    EdxmlMessage readHeader() throws IOException {
        run(true);
        return message();
    }

    ReadResult readAll() throws IOException {
        run(false);
        EdxmlMessage message = message();
        if (message instanceof Edoc edoc) {
            compareWithManifest(edoc);
        }
        return new ReadResult(message, attachments.parts(), findings);
    }

    private void run(boolean headerOnly) throws IOException {
        try {
            reportEncoding();
            int event = xml.next();
            while (event != XMLStreamConstants.END_DOCUMENT && !(headerOnly && isEnvelopeEnd(event))) {
                event = event == XMLStreamConstants.START_ELEMENT ? enter() : xml.next();
            }
        } catch (XMLStreamException | RuntimeException e) {
            throw ReadingFailure.of(e, xml.path(), "");
        } finally {
            close();
        }
    }

    private boolean isEnvelopeEnd(int event) {
        return event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(ENVELOPE);
    }

    /** Reads an element or goes into it, and tells the event that follows. */
    private int enter() throws XMLStreamException, IOException {
        switch (xml.getLocalName()) {
            case "MessageHeader" -> {
                header = binding.unmarshal(xml, WireHeader.class);
                return xml.getEventType();
            }
            case "TraceHeaderList" -> {
                traces = binding.unmarshal(xml, WireTraces.class);
                return xml.getEventType();
            }
            case "edXMLManifest" -> {
                manifest = binding.unmarshal(xml, WireManifest.class);
                return xml.getEventType();
            }
            case "AttachmentEncoded" -> reportPlace();
            case "Attachment" -> attachments.read(this::nameInManifest);
            default -> {} // a level on the way
        }
        return xml.next();
    }

    private void reportPlace() {
        String path = xml.path();
        String parent = path.substring(0, path.lastIndexOf('/'));
        if (!parent.equals("/" + Grammar.ROOT.name())) {
            values.report(ReadingCode.ATTACHMENTS_MISPLACED, path, parent, "");
        }
    }

    private Optional<String> nameInManifest(String contentId) {
        return HeaderMapping.nullToEmpty(manifest.references).stream()
                .filter(reference -> ContentIds.of(reference).equals(contentId))
                .flatMap(reference -> Values.text(reference.attachmentName).stream())
                .findFirst();
    }

    private EdxmlMessage message() {
        binding.giveBack();
        if (header == null) {
            throw new EdxmlException(ReadingCode.NO_HEADER.at("/edXML", "", ""));
        }
        HeaderMapping mapping = new HeaderMapping(values);
        if (header.statusCode != null) {
            return mapping.status(header);
        }
        if (xml.signature() != HeaderSignature.NONE) {
            String kind = xml.signature().name();
            values.report(ReadingCode.SIGNATURE_NOT_VERIFIED, Grammar.HEADER_PATH + "/Signature", kind, "");
        }
        return mapping.edoc(Objects.requireNonNull(header), traces, manifest, xml.signature());
    }

    private void compareWithManifest(Edoc edoc) {
        Set<String> listed = new HashSet<>();
        edoc.references().forEach(reference -> listed.add(reference.contentId()));
        Set<String> present = new HashSet<>();
        for (AttachmentPart part : attachments.parts()) {
            present.add(part.contentId());
            if (!listed.contains(part.contentId())) {
                values.report(ReadingCode.UNLISTED_ATTACHMENT, "/edXML/AttachmentEncoded", part.name(), "");
            }
        }
        for (AttachmentReference reference : edoc.references()) {
            if (!present.contains(reference.contentId())) {
                String name = reference.name().orElse(reference.contentId());
                values.report(ReadingCode.DANGLING_REFERENCE, HeaderMapping.MANIFEST, name, "");
            }
        }
    }

    private void reportEncoding() {
        String encoding = parser.getEncoding();
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
            values.report(ReadingCode.NOT_UTF8, "/", encoding, "UTF-8");
        }
    }

    private void close() {
        try {
            parser.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("closing a parser frees its buffers and cannot fail", e);
        }
    }
}
