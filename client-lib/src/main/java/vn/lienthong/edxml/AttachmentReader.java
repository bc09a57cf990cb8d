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
import java.util.function.Function;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Reads the attachments of one message and hands them to the visitor as they come. */
final class AttachmentReader {
    private final Source source;
    private final AttachmentVisitor visitor;
    private final ValueReader values;
    private final FileNames names = new FileNames();
    private final Set<String> contentIds = new HashSet<>();
    private final List<AttachmentPart> parts = new ArrayList<>();
    private long totalSize;

    /** Where the attachments come from. */
    record Source(TolerantStream xml, GuardedInput input, ReadingLimits limits) {}

    private static final class Fields {
        private Optional<String> contentId = Optional.empty();
        private Optional<String> name = Optional.empty();
        private Optional<String> description = Optional.empty();
        private Optional<String> contentType = Optional.empty();
        private @Nullable Spool waiting;
        private @Nullable Handed handed;
    }

    private record Handed(String name, long size, String sha256, boolean zip) {}

    AttachmentReader(Source source, AttachmentVisitor visitor, ValueReader values) {
        this.source = source;
        this.visitor = visitor;
        this.values = values;
    }

    List<AttachmentPart> parts() {
        return parts;
    }

    /** Reads the attachment that is open; the manifest helps where the name comes after the content. */
    void read(Function<String, Optional<String>> nameInManifest) throws XMLStreamException, IOException {
        if (parts.size() >= source.limits().attachments()) {
            String limit = String.valueOf(source.limits().attachments());
            throw new EdxmlException(
                    ReadingCode.TOO_MANY_ATTACHMENTS.at(source.xml().path(), limit, limit));
        }
        String path = source.xml().path();
        Fields fields = new Fields();
        try {
            readFields(fields, nameInManifest);
            handOverWaiting(fields, path);
        } finally {
            if (fields.waiting != null) {
                fields.waiting.close();
            }
        }
        addPart(fields, path);
    }

    private void readFields(Fields fields, Function<String, Optional<String>> nameInManifest)
            throws XMLStreamException, IOException {
        TolerantStream xml = source.xml();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "ContentId" -> fields.contentId = contentId();
                    case "AttachmentName" -> fields.name = Values.text(xml.text());
                    case "Description" -> fields.description = Values.text(xml.text());
                    case "ContentType" -> fields.contentType = Values.text(xml.text());
                    case "ContentTransferEncoded" -> readContent(fields, nameInManifest);
                    default -> xml.text();
                }
            }
        }
    }

    private Optional<String> contentId() throws XMLStreamException {
        String path = source.xml().path();
        String parent = path.substring(0, path.lastIndexOf('/'));
        return Values.text(source.xml().text()).map(text -> ContentIds.read(parent, text, values));
    }

    private void readContent(Fields fields, Function<String, Optional<String>> nameInManifest) throws IOException {
        String path = source.xml().path();
        Optional<String> name = fields.name.or(() -> fields.contentId.flatMap(nameInManifest));
        String provisional = name.orElse("attachment-" + (parts.size() + 1));
        source.input().expectContent(source.limits().attachmentSize());
        InputStream decoded = new Base64Stream(source.xml(), provisional);
        if (name.isPresent()) {
            handOver(fields, name.get(), decoded, path);
        } else {
            MeasuredStream.Bounds bounds = bounds(provisional, path, 0);
            fields.waiting = Spool.of(new MeasuredStream(decoded, bounds));
        }
        source.input().expectElements();
    }

    private void handOverWaiting(Fields fields, String path) throws IOException {
        Spool waiting = fields.waiting;
        if (waiting != null) {
            handOver(fields, fields.name.orElse(""), waiting.range(0, waiting.size()), path);
        } else if (fields.handed == null) {
            values.report(ReadingCode.NO_CONTENT, path, fields.name.orElse(""), "");
            handOver(fields, fields.name.orElse(""), InputStream.nullInputStream(), path);
        }
    }

    private void handOver(Fields fields, String rawName, InputStream decoded, String path) throws IOException {
        try (Payload payload = Payload.of(decoded, rawName, path)) {
            payload.notice()
                    .ifPresent(notice -> values.report(
                            (ReadingCode) notice.code(), notice.xpath(), notice.actual(), notice.limit()));
            String name = safeName(path, rawName, payload.suffix());
            MeasuredStream content = new MeasuredStream(payload.content(), bounds(name, path, payload.packedSize()));
            visitor.attachment(
                    new AttachmentHead(fields.contentId.orElse(""), name, fields.contentType, fields.description),
                    content);
            content.finish();
            totalSize += content.size();
            boolean zip = payload.isUnpacked()
                    || payload.spool() != null
                    || FileNames.extension(name).equals("zip");
            fields.handed = new Handed(name, content.size(), content.sha256Hex(), zip);
        }
    }

    private MeasuredStream.Bounds bounds(String name, String path, long packedSize) {
        return new MeasuredStream.Bounds(
                name, path, source.limits(), source.limits().totalSize() - totalSize, packedSize);
    }

    private String safeName(String path, String raw, String suffix) {
        String clean = FileNames.clean(raw);
        String usable = clean.isEmpty() ? "attachment-" + (parts.size() + 1) : clean;
        if (!usable.equals(raw)) {
            values.report(ReadingCode.ATTACHMENT_RENAMED, path, raw, usable);
        }
        String name = usable + suffix;
        String unique = names.unique(name);
        if (!unique.equals(name)) {
            values.report(ReadingCode.REPEATED_ATTACHMENT_NAME, path, name, unique);
        }
        return unique;
    }

    private void addPart(Fields fields, String path) {
        Handed handed = Objects.requireNonNull(fields.handed);
        String contentId = fields.contentId.orElse("");
        if (contentId.isEmpty() || !contentIds.add(contentId)) {
            values.report(ReadingCode.CONTENT_ID_UNUSABLE, path, contentId, "");
        }
        reportType(fields, handed, path);
        parts.add(new AttachmentPart(
                contentId, handed.name(), fields.contentType, fields.description, handed.size(), handed.sha256()));
    }

    private void reportType(Fields fields, Handed handed, String path) {
        String declared = fields.contentType.orElse("");
        if (declared.equals("application/zip") && !handed.zip()) {
            values.report(ReadingCode.TYPE_MISMATCH, path, declared, "no ZIP");
        } else if (declared.equals("application/pdf") && handed.zip()) {
            values.report(ReadingCode.TYPE_MISMATCH, path, declared, "ZIP");
        }
    }
}
