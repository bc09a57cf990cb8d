// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.lienthong.edxml.wire.EdxmlNamespaces;
import vn.lienthong.edxml.wire.WireManifest;

/** The attachments of one message to be written, each with the id that ties it to the manifest. */
final class OutgoingParts {
    private final List<OutgoingAttachment> attachments;
    private final List<String> contentIds;

    private OutgoingParts(List<OutgoingAttachment> attachments, List<String> contentIds) {
        this.attachments = attachments;
        this.contentIds = contentIds;
    }

    /** Takes over the ids of the edoc's own manifest if it fits the attachments, and numbers them otherwise. */
    static OutgoingParts of(Edoc edoc, List<OutgoingAttachment> attachments) {
        List<String> known = new ArrayList<>();
        edoc.references().forEach(reference -> known.add(reference.contentId()));
        if (fits(edoc.references(), attachments)) {
            return new OutgoingParts(attachments, known);
        }
        List<String> numbered = new ArrayList<>();
        for (int i = 1; i <= attachments.size(); i++) {
            numbered.add("a" + i);
        }
        return new OutgoingParts(attachments, numbered);
    }

    private static boolean fits(List<AttachmentReference> references, List<OutgoingAttachment> attachments) {
        if (references.size() != attachments.size()) {
            return false;
        }
        Set<String> distinct = new HashSet<>();
        for (int i = 0; i < attachments.size(); i++) {
            AttachmentReference reference = references.get(i);
            boolean sameName =
                    reference.name().filter(attachments.get(i).name()::equals).isPresent();
            if (!sameName || reference.contentId().isEmpty() || !distinct.add(reference.contentId())) {
                return false;
            }
        }
        return true;
    }

    WireManifest manifest() {
        WireManifest manifest = new WireManifest();
        manifest.version = "1.0";
        List<WireManifest.Reference> references = new ArrayList<>();
        for (int i = 0; i < attachments.size(); i++) {
            WireManifest.Reference reference = new WireManifest.Reference();
            reference.contentId = ContentIds.PREFIX + contentIds.get(i);
            reference.contentType = attachments.get(i).contentType();
            reference.description = attachments.get(i).description().orElse(null);
            reference.attachmentName = attachments.get(i).name();
            references.add(reference);
        }
        manifest.references = references;
        return manifest;
    }

    List<ContentSource> segments(List<Finding> findings) {
        List<ContentSource> segments = new ArrayList<>();
        String before = "  <AttachmentEncoded>\n";
        for (int i = 0; i < attachments.size(); i++) {
            OutgoingAttachment attachment = attachments.get(i);
            segments.add(text(before + start(i, findings)));
            segments.add(() -> new EncodingStream(
                    attachment.isZippedOnTheWay()
                            ? new ZippingStream(attachment.source().open(), attachment.name())
                            : attachment.source().open()));
            before = "</edXML:ContentTransferEncoded>\n    </Attachment>\n";
        }
        if (!attachments.isEmpty()) {
            segments.add(text(before + "  </AttachmentEncoded>\n"));
        }
        return segments;
    }

    private String start(int index, List<Finding> findings) {
        OutgoingAttachment attachment = attachments.get(index);
        StringBuilder out = new StringBuilder("    <Attachment>\n");
        String path = "/edXML/AttachmentEncoded/Attachment[" + (index + 1) + "]/";
        element(out, "ContentId", ContentIds.PREFIX + contentIds.get(index), path, findings);
        element(out, "AttachmentName", attachment.name(), path, findings);
        attachment.description().ifPresent(text -> element(out, "Description", text, path, findings));
        element(out, "ContentType", attachment.contentType(), path, findings);
        out.append("      <edXML:ContentTransferEncoded xmlns:edXML=\"");
        return out.append(EdxmlNamespaces.FORMAT).append("\">").toString();
    }

    private static void element(StringBuilder out, String name, String value, String path, List<Finding> findings) {
        out.append("      <").append(name).append('>');
        XmlText.escape(
                value,
                out,
                character -> findings.add(
                        ReadingCode.FORBIDDEN_CHARACTER.at(path + name, String.format("U+%04X", character), "")));
        out.append("</").append(name).append(">\n");
    }

    private static ContentSource text(String text) {
        return ContentSource.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
