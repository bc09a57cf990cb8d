// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.Document;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.EdxmlValidator;
import vn.lienthong.edxml.ValidationReport;
import vn.lienthong.simulator.ReceivedDocument.ReceivedAttachment;

/** Looks at a document as it came, before anything is done with it. Thread-safe. */
final class Inspection {
    private final EdxmlValidator validator = new EdxmlValidator();

    /** To whom a document was handed over, and which time it was. */
    record Handover(List<AgencyId> recipients, int attempt) {}

    ReceivedDocument inspect(Document document, Handover handover, BiConsumer<ReceivedDocument, Path> looker) {
        try {
            Path file = Files.createTempFile("lienthong-", ".edxml");
            try {
                ReceivedDocument.Body body = save(document, file);
                ReceivedDocument received = received(document, handover, body, validator.validate(file));
                looker.accept(received, file);
                return received;
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("document " + document.id() + " cannot be inspected", e);
        }
    }

    private static ReceivedDocument received(
            Document document, Handover handover, ReceivedDocument.Body body, ValidationReport report)
            throws IOException {
        return new ReceivedDocument(
                document.submission(),
                document.id(),
                document.from(),
                handover.recipients(),
                document.operation(),
                document.reference(),
                document.subject(),
                handover.attempt(),
                Instant.now(),
                body,
                report.findings(),
                document.header(),
                attachments(document));
    }

    private static List<ReceivedAttachment> attachments(Document document) throws IOException {
        List<ReceivedAttachment> seen = new ArrayList<>();
        for (Attachment attachment : document.attachments()) {
            MessageDigest digest = sha256();
            attachment.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            seen.add(new ReceivedAttachment(attachment.name(), HexFormat.of().formatHex(digest.digest())));
        }
        return seen;
    }

    private static ReceivedDocument.Body save(Document document, Path file) throws IOException {
        MessageDigest digest = sha256();
        try (OutputStream out = new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), digest)) {
            document.writeTo(out);
        }
        return new ReceivedDocument.Body(Files.size(file), HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
