// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.workbench;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.lienthong.client.StatusUpdate;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.Finding;
import vn.lienthong.simulator.ReceivedDocument;

/**
 * Something that reached a scripted agency, for programs and for the page.
 *
 * @param number its place in the log, from 1
 * @param time when it came
 * @param at who got it
 * @param from who sent it
 * @param kind {@code document} or {@code status}
 * @param document the id of the document it is or is about
 * @param what the operation of a document, the code of a status
 * @param reference number and notation
 * @param subject what it is about; why, for a status
 * @param attempt how often it was handed out
 * @param findings what the check found
 * @param attachments what was in it, and whether that was kept
 * @param size bytes of its file
 */
record Entry(
        int number,
        Instant time,
        String at,
        String from,
        String kind,
        String document,
        String what,
        String reference,
        String subject,
        int attempt,
        List<FindingView> findings,
        List<KeptAttachments.View> attachments,
        long size) {
    static final String DOCUMENT = "document";
    static final String STATUS = "status";

    boolean isStatus() {
        return kind.equals(STATUS);
    }

    boolean is(String sender, String recipient, String id) {
        return from.equals(sender) && at.equals(recipient) && document.equals(id);
    }

    /** A finding in both languages. */
    record FindingView(String code, String severity, String vi, String en, String where) {
        static FindingView of(Finding finding) {
            return new FindingView(
                    finding.code().code(),
                    finding.severity().name(),
                    finding.message(Locale.forLanguageTag("vi")),
                    finding.message(Locale.ENGLISH),
                    finding.xpath());
        }
    }

    /** What is asked for; what is empty does not matter. */
    record Wanted(
            int since,
            Optional<String> at,
            Optional<String> from,
            Optional<String> document,
            Optional<String> reference,
            Optional<String> what) {
        /** Anything that comes after a number. */
        static Wanted after(int number) {
            return new Wanted(
                    number, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        boolean fits(Entry entry) {
            return entry.number() > since
                    && at.filter(value -> !value.equals(entry.at())).isEmpty()
                    && from.filter(value -> !value.equals(entry.from())).isEmpty()
                    && document.filter(value -> !value.equals(entry.document())).isEmpty()
                    && reference
                            .filter(value -> !value.equals(entry.reference()))
                            .isEmpty()
                    && what.filter(value -> !value.equals(entry.what())).isEmpty();
        }
    }

    static Entry of(int number, AgencyId at, ReceivedDocument document, List<KeptAttachments.View> attachments) {
        return new Entry(
                number,
                document.receivedAt(),
                at.value(),
                document.from().value(),
                DOCUMENT,
                document.id().value(),
                document.operation().english(),
                document.reference().orElse(""),
                document.subject(),
                document.attempt(),
                document.findings().stream().map(FindingView::of).toList(),
                attachments,
                document.body().size());
    }

    static Entry of(int number, AgencyId at, StatusUpdate status) {
        return new Entry(
                number,
                status.acceptedAt(),
                at.value(),
                status.from().value(),
                STATUS,
                status.document().value(),
                status.status().code(),
                "",
                status.description().orElse(""),
                status.attempt(),
                List.of(),
                List.of(),
                0);
    }
}
