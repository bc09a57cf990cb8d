// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.orders;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Something a clerk is asked to do with a system under test.
 *
 * @param action what
 * @param document the id of the document it is about; empty to send a new one
 * @param to the codes of the recipients; for a take-back, whom to take it back from
 * @param subject what a document to send is about
 * @param urgency 0 to 3
 * @param attachments the files of a document to send, the main one first
 * @param due when it is to be answered
 * @param reply the document it answers
 * @param reason why it is refused, recalled, updated or replaced
 * @param added recipients an update adds
 * @param removed recipients an update removes
 */
public record Order(
        Action action,
        Optional<String> document,
        List<String> to,
        String subject,
        int urgency,
        List<OrderedFile> attachments,
        Optional<LocalDate> due,
        Optional<Reply> reply,
        String reason,
        List<String> added,
        List<String> removed) {
    /** Copies the lists. */
    public Order {
        to = List.copyOf(to);
        attachments = List.copyOf(attachments);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** The document an answer names: its sender, its id, its number and notation. */
    public record Reply(String agency, String document, String reference) {}

    /** A file to attach. */
    @SuppressWarnings("ArrayRecordComponent") // travels as base64 and is compared by nobody
    public record OrderedFile(String name, byte[] content) {}

    /** An order about a document of which no more needs to be said. */
    public static Order about(Action action, String document, String reason) {
        return new Order(
                action,
                Optional.of(document),
                List.of(),
                "",
                0,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                reason,
                List.of(),
                List.of());
    }
}
