// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.client.Attachment;
import vn.lienthong.client.Document;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.BusinessInfo;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Replacement;
import vn.lienthong.edxml.UpdateInfo;
import vn.lienthong.protocol.SubmissionId;
import vn.lienthong.testkit.Letters;

/** Writes the documents of a walk, with ids that tell their place in it, and remembers what was accepted of them. */
final class Papers {
    private final Path folder;
    private final List<Submission> accepted = new ArrayList<>();
    private final Map<SubmissionId, Document> written = new HashMap<>();
    private int documents;
    private int submissions;
    private int bodies;

    Papers(Path folder) {
        this.folder = folder;
    }

    DocumentId nextDocument() {
        return new DocumentId("d-" + ++documents);
    }

    SubmissionId nextSubmission() {
        return new SubmissionId("s-%06d".formatted(++submissions));
    }

    /** The document that a submission is; no two have the same body. */
    Document write(Submission submission) {
        ExpectedDocument document = submission.document();
        byte[] body = ("%PDF-1.4 " + ++bodies).getBytes(StandardCharsets.US_ASCII);
        return Letters.draft(
                        document.from().value(),
                        submission.kept().stream().map(AgencyId::value).toArray(String[]::new))
                .id(document.id())
                .submission(submission.id())
                .business(business(submission))
                .urgency(submission.urgency())
                .content(Attachment.of("cong-van.pdf", body))
                .build();
    }

    private static BusinessInfo business(Submission submission) {
        DocumentId document = submission.document().id();
        return switch (submission.operation()) {
            case NEW -> BusinessInfo.newDocument();
            case RECALL -> BusinessInfo.recall(document, "sai số liệu");
            case UPDATE ->
                BusinessInfo.update(
                        document,
                        "bổ sung nơi nhận",
                        update(submission.amendment().removed()));
            case REPLACE ->
                BusinessInfo.replace(
                        submission.amendment().replaced().stream()
                                .map(replaced -> new Replacement(replaced, List.of()))
                                .toList(),
                        "ban hành lại");
        };
    }

    private static UpdateInfo update(List<AgencyId> removed) {
        return new UpdateInfo(
                true, !removed.isEmpty(), removed.stream().map(AgencyId::value).toList(), List.of());
    }

    /** The same document, byte for byte, in another submission. */
    Document copy(Document document, SubmissionId submission) {
        Path file = folder.resolve("copy-" + submission + ".edxml");
        try {
            try (var out = Files.newOutputStream(file)) {
                document.writeTo(out);
            }
            return Document.read(file, submission);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void accepted(Submission submission, Document document) {
        accepted.add(submission);
        written.put(submission.id(), document);
    }

    List<Submission> accepted() {
        return accepted;
    }

    /** What was handed in with a submission. */
    Document of(Submission submission) {
        return written.get(submission.id());
    }
}
