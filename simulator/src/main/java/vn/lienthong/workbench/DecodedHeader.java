// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import vn.lienthong.edxml.AttachmentReference;
import vn.lienthong.edxml.BusinessInfo;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.DocumentReference;
import vn.lienthong.edxml.DocumentType;
import vn.lienthong.edxml.Edoc;
import vn.lienthong.edxml.EdxmlMessage;
import vn.lienthong.edxml.Extensions;
import vn.lienthong.edxml.OtherInfo;
import vn.lienthong.edxml.Replacement;
import vn.lienthong.edxml.Signer;
import vn.lienthong.edxml.Staff;
import vn.lienthong.edxml.StatusMessage;
import vn.lienthong.edxml.UpdateInfo;

/** What the header of a message says, for programs and the page: codes with their words, agencies with their names. */
sealed interface DecodedHeader {
    /** The header of a message; the national list tells the names that agencies had on a day. */
    static DecodedHeader of(EdxmlMessage message, LocalDate day) {
        return message instanceof StatusMessage status
                ? OfStatus.of(status, new DecodedAgency.Names(day))
                : OfDocument.of((Edoc) message, new DecodedAgency.Names(day));
    }

    /**
     * Of a document.
     *
     * @param reference number and notation as printed
     * @param number the first of them
     * @param notation the second
     * @param place where it was issued
     * @param steering whether it directs others, or reports on that
     * @param trace the systems that handled it
     * @param manifest what the file says about its attachments, which may be something else than what is in it
     * @param extensions what is outside the standard
     */
    record OfDocument(
            String kind,
            DecodedAgency from,
            List<DecodedAgency> to,
            Optional<DocumentId> document,
            Optional<String> reference,
            Optional<String> number,
            Optional<String> notation,
            Optional<String> place,
            Optional<LocalDate> date,
            DocumentType type,
            Optional<String> subject,
            Optional<String> content,
            Signer signer,
            Optional<LocalDate> due,
            List<String> toPlaces,
            CodedWord urgency,
            OtherInfo other,
            List<Answered> responseFor,
            CodedWord steering,
            List<Handled> trace,
            Business business,
            List<AttachmentReference> manifest,
            CodedWord signature,
            Extensions extensions)
            implements DecodedHeader {
        static OfDocument of(Edoc header, DecodedAgency.Names names) {
            return new OfDocument(
                    Entry.DOCUMENT,
                    names.of(header.from()),
                    header.to().stream().map(names::of).toList(),
                    header.documentId(),
                    header.reference(),
                    header.codeNumber(),
                    header.codeNotation(),
                    header.promulgationPlace(),
                    header.promulgationDate(),
                    header.documentType(),
                    header.subject(),
                    header.content(),
                    header.signer(),
                    header.dueDate(),
                    header.toPlaces(),
                    CodedWord.urgency(header.otherInfo().priority()),
                    header.otherInfo(),
                    header.responseFor().stream()
                            .map(document -> Answered.of(document, names))
                            .toList(),
                    CodedWord.steering(header.steeringType()),
                    header.trace().stream()
                            .map(trace -> new Handled(trace.organId().map(names::of), trace.timestamp()))
                            .toList(),
                    Business.of(header, names),
                    header.references(),
                    CodedWord.of(header.headerSignature()),
                    header.extensions());
        }
    }

    /**
     * Of a status.
     *
     * @param responseFor what it is about; its agency is the one it is addressed to
     */
    record OfStatus(
            String kind,
            DecodedAgency from,
            Answered responseFor,
            CodedWord status,
            Optional<String> reason,
            List<Staff> staff,
            Optional<LocalDateTime> time)
            implements DecodedHeader {
        static OfStatus of(StatusMessage status, DecodedAgency.Names names) {
            return new OfStatus(
                    Entry.STATUS,
                    names.of(status.from()),
                    Answered.of(status.responseFor(), names),
                    CodedWord.status(status.statusCode()),
                    status.description(),
                    status.staff(),
                    status.timestamp());
        }
    }

    /** A document that is answered, or that a status is about. */
    record Answered(
            Optional<DecodedAgency> agency,
            Optional<DocumentId> document,
            Optional<String> reference,
            Optional<LocalDate> date) {
        static Answered of(DocumentReference document, DecodedAgency.Names names) {
            return new Answered(
                    document.organId().map(names::of),
                    document.documentId(),
                    document.code(),
                    document.promulgationDate());
        }
    }

    /** A system that handled the message, and when by its clock. */
    record Handled(Optional<DecodedAgency> agency, Optional<LocalDateTime> time) {}

    /**
     * What it does.
     *
     * @param document the one it recalls or updates
     * @param paper whether a paper copy follows, or a number of pages: senders disagree
     */
    record Business(
            CodedWord operation,
            Optional<String> reason,
            Optional<DocumentId> document,
            Optional<Integer> paper,
            List<Staff> staff,
            Optional<UpdateInfo> update,
            List<Replaced> replaced) {
        static Business of(Edoc header, DecodedAgency.Names names) {
            Optional<BusinessInfo> info = header.business();
            return new Business(
                    CodedWord.of(header.operation()),
                    info.flatMap(BusinessInfo::reason),
                    info.flatMap(BusinessInfo::documentId),
                    info.flatMap(BusinessInfo::paper),
                    info.map(BusinessInfo::staff).orElse(List.of()),
                    info.flatMap(BusinessInfo::update),
                    info.map(BusinessInfo::replacements).orElse(List.of()).stream()
                            .map(one -> Replaced.of(one, names))
                            .toList());
        }
    }

    /** A document that is replaced, and who had got it. */
    record Replaced(DocumentId document, List<DecodedAgency> agencies) {
        static Replaced of(Replacement one, DecodedAgency.Names names) {
            return new Replaced(
                    one.documentId(), one.organIds().stream().map(names::of).toList());
        }
    }
}
