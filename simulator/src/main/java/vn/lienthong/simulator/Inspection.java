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
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import vn.lienthong.client.Document;
import vn.lienthong.client.DocumentRefusedException;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.EdxmlValidator;
import vn.lienthong.edxml.ValidationReport;
import vn.lienthong.orders.Sha256;
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
            Document document, Handover handover, ReceivedDocument.Body body, ValidationReport report) {
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

    /** None if one cannot be decoded: a finding says what is wrong, and the document is refused or taken like any other. */
    private static List<ReceivedAttachment> attachments(Document document) {
        try {
            return document.attachments().stream()
                    .map(attachment -> new ReceivedAttachment(attachment.name(), Sha256.of(attachment)))
                    .toList();
        } catch (DocumentRefusedException e) {
            return List.of();
        }
    }

    private static ReceivedDocument.Body save(Document document, Path file) throws IOException {
        MessageDigest digest = Sha256.begun();
        try (OutputStream out = new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), digest)) {
            document.writeTo(out);
        }
        return new ReceivedDocument.Body(Files.size(file), Sha256.text(digest));
    }
}
