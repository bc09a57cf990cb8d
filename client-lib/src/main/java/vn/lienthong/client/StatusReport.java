// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import java.time.LocalDate;
import java.util.Optional;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.Staff;
import vn.lienthong.protocol.SubmissionId;

/**
 * What an agency wants to say about a document, minutes or months after it came. Reporting the same report again is safe:
 * it keeps its submission id.
 *
 * @param submission the id of this report
 * @param from the agency that says it
 * @param to the agency that sent the document
 * @param document the document
 * @param status what is said
 * @param description the reason or comment; required for refused, take-back asked and not agreed
 * @param reference number and notation of the document
 * @param promulgated the date of the document
 * @param staff who acted
 */
public record StatusReport(
        SubmissionId submission,
        AgencyId from,
        AgencyId to,
        DocumentId document,
        ProcessingStatus status,
        Optional<String> description,
        Optional<String> reference,
        Optional<LocalDate> promulgated,
        Optional<Staff> staff) {

    /** A report of one agency about a document of another. */
    public static StatusReport of(AgencyId from, AgencyId to, DocumentId document, ProcessingStatus status) {
        return new StatusReport(
                SubmissionId.random(),
                from,
                to,
                document,
                status,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A report of one of its recipients about a received document. */
    public static StatusReport of(AgencyId from, Document document, ProcessingStatus status) {
        return new StatusReport(
                SubmissionId.random(),
                from,
                document.from(),
                document.id(),
                status,
                Optional.empty(),
                document.reference(),
                document.header().promulgationDate(),
                Optional.empty());
    }

    /** The same with a reason or comment. */
    public StatusReport withDescription(String text) {
        return new StatusReport(
                submission, from, to, document, status, Optional.of(text), reference, promulgated, staff);
    }

    /** The same with the person who acted. */
    public StatusReport withStaff(Staff person) {
        return new StatusReport(
                submission, from, to, document, status, description, reference, promulgated, Optional.of(person));
    }
}
