// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.Edoc;
import vn.lienthong.edxml.Finding;
import vn.lienthong.edxml.Operation;
import vn.lienthong.edxml.Severity;
import vn.lienthong.protocol.SubmissionId;

/**
 * One document as it was handed to a simulated agency, once for each attempt.
 *
 * @param submission the submission it came in; attempts of one submission share it
 * @param id what its sender calls it
 * @param from its sender
 * @param recipients those of its recipients that are here
 * @param operation what it does; a recall is recorded like any document
 * @param reference number and notation
 * @param subject what it is about
 * @param attempt how often it has been handed out
 * @param receivedAt when it was handed over, by the clock of this machine
 * @param body how many bytes came and their digest
 * @param findings what the check found
 * @param header everything its header says
 * @param attachments its attachments; none if they cannot be decoded
 */
public record ReceivedDocument(
        SubmissionId submission,
        DocumentId id,
        AgencyId from,
        List<AgencyId> recipients,
        Operation operation,
        Optional<String> reference,
        String subject,
        int attempt,
        Instant receivedAt,
        Body body,
        List<Finding> findings,
        Edoc header,
        List<ReceivedAttachment> attachments) {
    /** Copies the lists. */
    public ReceivedDocument {
        recipients = List.copyOf(recipients);
        findings = List.copyOf(findings);
        attachments = List.copyOf(attachments);
    }

    /** The edXML file that came: its size in bytes and its SHA-256, 64 lower-case hexadecimal digits. */
    public record Body(long size, String sha256) {}

    /** An attachment: its name and the SHA-256 of what is in it. */
    public record ReceivedAttachment(String name, String sha256) {}

    /** Whether a careful receiver takes it. */
    public boolean isAcceptable() {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    }
}
