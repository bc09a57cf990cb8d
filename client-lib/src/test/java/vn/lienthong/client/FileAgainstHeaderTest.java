// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.lienthong.edxml.AgencyId;
import vn.lienthong.edxml.BusinessInfo;
import vn.lienthong.edxml.DocumentId;
import vn.lienthong.edxml.DocumentReference;
import vn.lienthong.edxml.Organization;
import vn.lienthong.edxml.ProcessingStatus;
import vn.lienthong.edxml.StatusMessage;
import vn.lienthong.edxml.UpdateInfo;
import vn.lienthong.protocol.RefusalException;
import vn.lienthong.protocol.RoutingHeader;
import vn.lienthong.protocol.SubmissionId;

final class FileAgainstHeaderTest {
    private static final DocumentId OTHER = new DocumentId("H57,2026/03/16,2/UBND-VP");

    private final Document letter = TestSender.draft("H57", "G22", "G12").build();
    private final RoutingHeader header = header(letter);

    @Test
    void a_document_that_says_what_its_header_says_is_let_through() {
        require(header, letter);
        require(header(recall(TestSender.DOCUMENT)), recall(TestSender.DOCUMENT));
        require(header(update(List.of("H29"))), update(List.of("H29")));
    }

    @Test
    void old_and_present_codes_are_one_agency() {
        require(
                header,
                TestSender.draft("000.00.00.H57", "000.00.00.G22", "G12").build());
    }

    /** A document can be handed in in parts. */
    @Test
    void a_file_may_be_for_more_agencies_than_its_header() {
        require(header(TestSender.draft("H57", "G12").build()), letter);
    }

    @Test
    void each_thing_that_a_document_says_otherwise_is_refused() {
        assertRefused(header, TestSender.draft("G12", "G22", "G12").build(), "from is 'G12'", "'H57'");
        assertRefused(
                header, TestSender.draft("H57", "G22", "G12").id(OTHER).build(), "document is '" + OTHER.value() + "'");
        assertRefused(header, recall(TestSender.DOCUMENT), "operation is '1'", "'0'");
        assertRefused(header, update(List.of()), "operation is '2'", "'0'");
        assertRefused(header(recall(TestSender.DOCUMENT)), letter, "operation is '0'", "'1'");
        assertRefused(header(recall(TestSender.DOCUMENT)), recall(OTHER), "document recalled");
        assertRefused(header, TestSender.draft("H57", "G12", "H29").build(), "to is", "'G22'");
    }

    @Test
    void an_agency_that_the_header_removes_is_removed_by_the_file() {
        assertRefused(header(update(List.of("H29"))), update(List.of()), "to is", "'H29'");
        Document stillRecipient = Document.of(
                letter.submission(),
                TestSender.draft("H57", "G22", "G12", "H29").build().header().toBuilder()
                        .business(changes(List.of()))
                        .build(),
                List.of());
        assertRefused(header(update(List.of("H29"))), stillRecipient, "removed is ''", "'H29'");
    }

    @Test
    void a_status_that_says_what_its_header_says_is_let_through() {
        require(status("H57", "G22", Optional.of(TestSender.DOCUMENT), "03"));
        require(status("000.00.00.H57", "000.00.00.G22", Optional.of(TestSender.DOCUMENT), "3"));
        require(status("H57", "G22", Optional.empty(), "03"));
    }

    @Test
    void each_thing_that_a_status_says_otherwise_is_refused() {
        assertRefused(status("G12", "G22", Optional.of(TestSender.DOCUMENT), "03"), "from is 'G12'");
        assertRefused(status("Sở Tài chính", "G22", Optional.of(TestSender.DOCUMENT), "03"), "from is 'Sở Tài chính'");
        assertRefused(status("H57", "G12", Optional.of(TestSender.DOCUMENT), "03"), "to is 'G12'");
        assertRefused(status("H57", "G22", Optional.of(OTHER), "03"), "document is '" + OTHER.value() + "'");
        assertRefused(status("H57", "G22", Optional.of(TestSender.DOCUMENT), "02"), "status is '02'", "'03'");
        assertRefused(status("H57", "G22", Optional.of(TestSender.DOCUMENT), "99"), "status is '99'");
    }

    private Document recall(DocumentId recalled) {
        return Document.of(
                letter.submission(),
                letter.header().toBuilder()
                        .business(BusinessInfo.recall(recalled, "sai số"))
                        .build(),
                List.of());
    }

    private Document update(List<String> removed) {
        return Document.of(
                letter.submission(),
                letter.header().toBuilder().business(changes(removed)).build(),
                List.of());
    }

    private static BusinessInfo changes(List<String> removed) {
        return BusinessInfo.update(
                TestSender.DOCUMENT, "đổi nơi nhận", new UpdateInfo(false, !removed.isEmpty(), removed, List.of()));
    }

    private static StatusMessage status(String from, String to, Optional<DocumentId> document, String code) {
        Organization unknown = Organization.of(new AgencyId("X"), "");
        Organization sender = new Organization(
                Optional.of(from),
                unknown.inCharge(),
                unknown.name(),
                unknown.address(),
                unknown.email(),
                unknown.telephone(),
                unknown.fax(),
                unknown.website());
        return new StatusMessage(
                sender,
                new DocumentReference(Optional.of(to), Optional.empty(), Optional.empty(), document),
                List.of(),
                code,
                Optional.empty(),
                Optional.empty());
    }

    private static RoutingHeader header(Document document) {
        return Outgoing.of(document, false).header();
    }

    private static void require(RoutingHeader header, Document document) {
        new FileAgainstHeader(header).require(document);
    }

    private static void require(StatusMessage status) {
        RoutingHeader header = RoutingHeader.status(
                new SubmissionId("submission-1"),
                new AgencyId("H57"),
                new AgencyId("G22"),
                TestSender.DOCUMENT,
                ProcessingStatus.RECEIVED);
        new FileAgainstHeader(header).require(status);
    }

    private static void assertRefused(RoutingHeader header, Document document, String... words) {
        assertThatThrownBy(() -> require(header, document))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("LT-S15")
                .hasMessageContainingAll(words);
    }

    private static void assertRefused(StatusMessage status, String... words) {
        assertThatThrownBy(() -> require(status))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("LT-S15")
                .hasMessageContainingAll(words);
    }
}
