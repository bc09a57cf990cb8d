// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.List;
import java.util.Optional;

/**
 * What the edoc does to a document ({@code Bussiness}).
 *
 * @param documentId the document recalled or updated
 * @param reason required in practice for everything but a new document
 * @param paper whether a paper copy follows, or a number of pages: senders disagree; write 0
 * @param update what an {@link Operation#UPDATE} changes
 * @param replacements the documents an {@link Operation#REPLACE} replaces
 */
public record BusinessInfo(
        Operation operation,
        Optional<String> reason,
        Optional<DocumentId> documentId,
        Optional<Integer> paper,
        List<Staff> staff,
        Optional<UpdateInfo> update,
        List<Replacement> replacements) {
    /** Copies the lists. */
    public BusinessInfo {
        staff = List.copyOf(staff);
        replacements = List.copyOf(replacements);
    }

    /** A new document, with the usual reason. */
    public static BusinessInfo newDocument(Staff... staff) {
        return new BusinessInfo(
                Operation.NEW,
                Optional.of("Văn bản điện tử mới"),
                Optional.empty(),
                Optional.of(0),
                List.of(staff),
                Optional.empty(),
                List.of());
    }

    /** The recall of a document. */
    public static BusinessInfo recall(DocumentId recalled, String reason, Staff... staff) {
        return new BusinessInfo(
                Operation.RECALL,
                Values.text(reason),
                Optional.of(recalled),
                Optional.of(0),
                List.of(staff),
                Optional.empty(),
                List.of());
    }

    /** The update of a document. */
    public static BusinessInfo update(DocumentId updated, String reason, UpdateInfo what, Staff... staff) {
        return new BusinessInfo(
                Operation.UPDATE,
                Values.text(reason),
                Optional.of(updated),
                Optional.of(0),
                List.of(staff),
                Optional.of(what),
                List.of());
    }

    /** A document that replaces others. */
    public static BusinessInfo replace(List<Replacement> replaced, String reason, Staff... staff) {
        return new BusinessInfo(
                Operation.REPLACE,
                Values.text(reason),
                Optional.empty(),
                Optional.of(0),
                List.of(staff),
                Optional.empty(),
                replaced);
    }
}
