// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other systems write differently, row by row of the tolerance matrix. */
final class ToleranceTest {
    private static final String HEADER = "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader";
    private static final String NEW = Samples.text("sample-new");
    private static final String RECALL = Samples.text("sample-recall");
    private static final String STATUS = Samples.text("sample-status-03");

    @Test
    void no_prefix_at_all_changes_nothing() {
        ReadResult result = Samples.read(NEW.replace("edXML:", "").replaceAll(" xmlns:edXML=\"[^\"]*\"", ""));

        assertThat(result.message()).isEqualTo(Samples.edoc());
        assertThat(result.findings()).isEmpty();
    }

    @Test
    void another_prefix_changes_nothing() {
        ReadResult result = Samples.read(NEW.replace("edXML:", "e:").replace("xmlns:edXML", "xmlns:e"));

        assertThat(result.message()).isEqualTo(Samples.edoc());
        assertThat(result.findings()).isEmpty();
    }

    @Test
    void prefixed_attachments_change_nothing() {
        ReadResult result = Samples.read(
                NEW.replace("<edXML xmlns=\"", "<edXML xmlns:edXML=\"" + EdxmlMessage.NAMESPACE + "\" xmlns=\"")
                        .replaceAll("<(/?)(Attachment|ContentId|Description|ContentType)", "<$1edXML:$2"));

        assertThat(result.attachments()).hasSize(2);
        assertThat(result.findings()).isEmpty();
    }

    @Test
    void a_byte_order_mark_changes_nothing() {
        assertThat(Samples.read("\uFEFF" + NEW).findings()).isEmpty();
    }

    @Test
    void another_encoding_is_read_and_reported() {
        String utf16 = NEW.replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"");

        ReadResult result = Samples.read(utf16.getBytes(StandardCharsets.UTF_16));

        assertThat(result.message()).isEqualTo(Samples.edoc());
        assertThat(Samples.codes(result)).containsExactly(ReadingCode.NOT_UTF8);
    }

    @Test
    void another_root_name_is_read_and_reported() {
        ReadResult result = Samples.read(NEW.replace("<edXML ", "<package ").replace("</edXML>", "</package>"));

        assertThat(result.message()).isEqualTo(Samples.edoc());
        assertThat(Samples.codes(result)).containsExactly(ReadingCode.RENAMED_ROOT);
    }

    @Test
    void another_order_in_the_header_changes_nothing() {
        String from = between(NEW, "<edXML:From>", "</edXML:From>");
        String reordered = NEW.replace(from, "").replace("</edXML:MessageHeader>", from + "</edXML:MessageHeader>");

        assertThat(Samples.read(reordered).message()).isEqualTo(Samples.edoc());
        assertThat(Samples.read(reordered).findings()).isEmpty();
    }

    @Test
    void the_operation_before_the_systems_changes_nothing() {
        String operation = between(NEW, "<edXML:Bussiness>", "</edXML:Bussiness>");
        String reordered =
                NEW.replace(operation, "").replace("<edXML:TraceHeaderList>", "<edXML:TraceHeaderList>" + operation);

        assertThat(Samples.read(reordered).message()).isEqualTo(Samples.edoc());
    }

    @Test
    void an_unknown_element_is_ignored_with_everything_in_it() {
        ReadResult result = Samples.read(NEW.replace(
                "<edXML:Subject>",
                "<edXML:Secret><edXML:Subject>no</edXML:Subject></edXML:Secret><x xmlns='urn:x'/><edXML:Subject>"));

        assertThat(result.message()).isEqualTo(Samples.edoc());
        assertThat(result.findings())
                .extracting(Finding::code, Finding::xpath, Finding::actual)
                .containsExactly(
                        tuple(ReadingCode.UNKNOWN_ELEMENT, HEADER, "Secret"),
                        tuple(ReadingCode.UNKNOWN_ELEMENT, HEADER, "{urn:x}x"));
    }

    @Test
    void of_a_repeated_element_the_first_counts() {
        ReadResult result =
                Samples.read(NEW.replace("<edXML:Subject>", "<edXML:Subject>first</edXML:Subject><edXML:Subject>"));

        assertThat(((Edoc) result.message()).subject()).contains("first");
        assertThat(Samples.codes(result)).containsExactly(ReadingCode.REPEATED_ELEMENT);
    }

    @Test
    void no_body_leaves_the_attachments_unlisted() {
        ReadResult result = Samples.read(NEW.replace(between(NEW, "<edXML:edXMLBody>", "</edXML:edXMLBody>"), ""));

        assertThat(result.attachments()).hasSize(2);
        assertThat(Samples.codes(result)).containsOnly(ReadingCode.UNLISTED_ATTACHMENT);
    }

    @Test
    void a_reference_without_attachment_is_reported() {
        ReadResult result =
                Samples.read(NEW.replace(between(NEW, "  <AttachmentEncoded>", "</AttachmentEncoded>"), ""));

        assertThat(result.attachments()).isEmpty();
        assertThat(result.findings())
                .extracting(Finding::code, Finding::actual)
                .containsExactly(
                        tuple(ReadingCode.DANGLING_REFERENCE, "125-SKHCN-CDS.signed.pdf"),
                        tuple(ReadingCode.DANGLING_REFERENCE, "phu-luc-1.txt"));
    }

    @Test
    void no_receiver_is_an_empty_list_and_reported() {
        ReadResult result = Samples.read(NEW.replaceAll("(?s)<edXML:To>.*</edXML:To>", ""));

        assertThat(((Edoc) result.message()).to()).isEmpty();
        assertThat(Samples.codes(result)).containsExactly(ReadingCode.NO_RECEIVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"</edXML:edXMLHeader>", "</edXML:edXMLBody>", "</edXML:edXMLEnvelope>"})
    void attachments_inside_the_envelope_are_read_and_reported(String before) {
        String attachments = between(NEW, "  <AttachmentEncoded>", "</AttachmentEncoded>");

        ReadResult result = Samples.read(NEW.replace(attachments, "").replace(before, attachments + before));

        assertThat(result.message()).isEqualTo(Samples.edoc());
        assertThat(result.attachments()).hasSize(2);
        assertThat(Samples.codes(result)).containsExactly(ReadingCode.ATTACHMENTS_MISPLACED);
    }

    @Test
    void business_with_one_s_is_read_and_reported() {
        ReadResult result = Samples.read(RECALL.replace("Bussiness", "Business"));

        assertThat(((Edoc) result.message()).operation()).isEqualTo(Operation.RECALL);
        assertThat(((Edoc) result.message()).business().orElseThrow().reason()).isPresent();
        assertThat(Samples.codes(result)).hasSize(3).containsOnly(ReadingCode.BUSINESS_SPELLING);
    }

    @Test
    void a_message_without_operation_carries_a_new_document() {
        String without = RECALL.replace(between(RECALL, "<edXML:Bussiness>", "</edXML:Bussiness>"), "");

        Edoc edoc = (Edoc) Samples.read(without).message();

        assertThat(edoc.business()).isEmpty();
        assertThat(edoc.operation()).isEqualTo(Operation.NEW);
    }

    @Test
    void content_ids_without_cid_are_read() {
        ReadResult result = Samples.read(NEW.replace("<ContentId>cid:", "<ContentId>"));

        assertThat(result.attachments())
                .extracting(AttachmentPart::contentId)
                .containsExactly("a1-125-skhcn", "a2-125-skhcn");
        assertThat(Samples.codes(result)).containsExactly(ReadingCode.CID_MISSING, ReadingCode.CID_MISSING);
    }

    @Test
    void a_content_id_is_taken_from_the_link_of_a_reference() {
        ReadResult result = Samples.read(
                NEW.replace(
                        "<edXML:Reference>\n          <edXML:ContentId>cid:a1-125-skhcn</edXML:ContentId>",
                        "<edXML:Reference xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"cid:a1-125-skhcn\" xlink:type=\"simple\">"));

        assertThat(result.message()).isEqualTo(Samples.edoc());
        assertThat(Samples.codes(result)).containsExactly(ReadingCode.CONTENT_ID_IN_LINK);
    }

    @ParameterizedTest
    @CsvSource({
        "2026/03/16, 2026-03-16,",
        "16/03/2026, 2026-03-16, DATE_FORM",
        "2026-03-16, 2026-03-16, DATE_FORM",
        "2026-03-16T10:15:30, 2026-03-16, DATE_FORM",
        "2026-03-15T23:30:00Z, 2026-03-16, DATE_FORM",
        "2026/3/6, 2026-03-06, DATE_FORM",
        "2026/02/30, , DATE_UNREADABLE",
        "31/02/2026, , DATE_UNREADABLE",
        "ngày 16, , DATE_UNREADABLE"
    })
    void a_date_is_read_in_other_forms_and_reported(String written, LocalDate expected, ReadingCode reported) {
        ReadResult result =
                Samples.read(NEW.replace("<edXML:PromulgationDate>2026/03/16", "<edXML:PromulgationDate>" + written));

        assertThat(((Edoc) result.message()).promulgationDate()).isEqualTo(Optional.ofNullable(expected));
        assertThat(Samples.codes(result)).isEqualTo(reported == null ? List.of() : List.of(reported));
    }

    @ParameterizedTest
    @CsvSource({
        "2026/03/16 10:15:30, 2026-03-16T10:15:30,",
        "2026/03/16, 2026-03-16T00:00:00, TIME_MISSING",
        "16/03/2026 10:15:30, 2026-03-16T10:15:30, DATE_FORM",
        "2026-03-16T10:15:30, 2026-03-16T10:15:30, DATE_FORM",
        "2026-03-16 10:15, 2026-03-16T10:15:00, DATE_FORM",
        "2026-03-16T03:15:30.123Z, 2026-03-16T10:15:30, DATE_FORM",
        "2026-03-16T10:15:30+07:00, 2026-03-16T10:15:30, DATE_FORM",
        "2026/03/16 25:00:00, , DATE_UNREADABLE",
        "2026-03-16T10:15:30+99:00, , DATE_UNREADABLE"
    })
    void a_timestamp_is_read_in_other_forms_and_reported(String written, LocalDateTime expected, ReadingCode reported) {
        ReadResult result = Samples.read(STATUS.replace("2026/03/16 10:42:07", written));

        assertThat(((StatusMessage) result.message()).timestamp()).isEqualTo(Optional.ofNullable(expected));
        assertThat(Samples.codes(result)).isEqualTo(reported == null ? List.of() : List.of(reported));
    }

    @Test
    void an_unreadable_priority_counts_as_normal() {
        ReadResult result = Samples.read(NEW.replace("<edXML:Priority>1", "<edXML:Priority>Khẩn"));

        assertThat(((Edoc) result.message()).otherInfo().urgency()).contains(Urgency.NORMAL);
        assertThat(Samples.codes(result)).containsExactly(ReadingCode.NUMBER_UNREADABLE);
    }

    @Test
    void no_steering_type_counts_as_none_and_three_as_two() {
        String element = "<edXML:SteeringType>0</edXML:SteeringType>";

        assertThat(((Edoc) Samples.read(NEW.replace(element, "")).message()).steeringType())
                .isZero();
        ReadResult three = Samples.read(NEW.replace(element, element.replace('0', '3')));
        assertThat(((Edoc) three.message()).steeringType()).isEqualTo(2);
        assertThat(Samples.codes(three)).containsExactly(ReadingCode.STEERING_TYPE_THREE);
    }

    @Test
    void an_empty_response_for_is_ignored() {
        ReadResult result =
                Samples.read(NEW.replace("<edXML:SteeringType>", "<edXML:ResponseFor/><edXML:SteeringType>"));

        assertThat(result.message()).isEqualTo(Samples.edoc());
        assertThat(Samples.codes(result)).containsExactly(ReadingCode.EMPTY_ELEMENT);
    }

    @Test
    void blank_values_are_absent() {
        Edoc edoc = (Edoc) Samples.read(NEW.replaceAll("<edXML:Content>[^<]*<", "<edXML:Content> \n <")
                        .replaceAll("<edXML:OrganAdd>[^<]*</edXML:OrganAdd>", "<edXML:OrganAdd/>"))
                .message();

        assertThat(edoc.content()).isEmpty();
        assertThat(edoc.from().address()).isEmpty();
    }

    @Test
    void the_word_null_is_no_identifier() {
        ReadResult result = Samples.read(NEW.replace(
                "<edXML:TraceHeader>\n          <edXML:OrganId>H49.13",
                "<edXML:TraceHeader>\n          <edXML:OrganId>null"));

        assertThat(((Edoc) result.message()).trace().get(0).organId()).isEmpty();
        assertThat(result.findings())
                .extracting(Finding::code, Finding::xpath)
                .containsExactly(tuple(
                        ReadingCode.NULL_TEXT,
                        "/edXML/edXMLEnvelope/edXMLHeader/TraceHeaderList/TraceHeader[1]/OrganId"));
    }

    @Test
    void a_document_id_that_is_too_long_is_absent() {
        ReadResult result = Samples.read(NEW.replace("<edXML:DocumentId>", "<edXML:DocumentId>" + "x".repeat(200)));

        assertThat(((Edoc) result.message()).documentId()).isEmpty();
        assertThat(Samples.codes(result)).containsExactly(ReadingCode.DOCUMENT_ID_UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "<s:Signature xmlns:s='http://www.w3.org/2000/09/xmldsig#'><s:SignedInfo/></s:Signature>, XML_DSIG",
        "<Signature><SignedInfo/></Signature>, DECORATIVE",
        "<edXML:DigitalSignature/>, EMPTY"
    })
    void a_header_signature_is_noticed_and_not_trusted(String element, HeaderSignature kind) {
        ReadResult result = Samples.read(NEW.replace("</edXML:edXMLHeader>", element + "</edXML:edXMLHeader>"));

        assertThat(((Edoc) result.message()).headerSignature()).isEqualTo(kind);
        assertThat(Samples.codes(result)).containsExactly(ReadingCode.SIGNATURE_NOT_VERIFIED);
    }

    @Test
    void a_status_in_a_status_element_is_read_and_reported() {
        ReadResult result = Samples.read(STATUS.replace("MessageHeader", "Status"));

        assertThat(result.message()).isEqualTo(Samples.status());
        assertThat(Samples.codes(result)).containsExactly(ReadingCode.STATUS_WRAPPER);
    }

    @Test
    void a_status_code_of_one_digit_gets_its_zero_and_an_unknown_one_stays() {
        assertThat(Samples.read(STATUS.replace(">03<", ">3<")).message()).isEqualTo(Samples.status());
        StatusMessage unknown =
                (StatusMessage) Samples.read(STATUS.replace(">03<", ">99<")).message();
        assertThat(unknown.statusCode()).isEqualTo("99");
        assertThat(unknown.status()).isEmpty();
    }

    @Test
    void fields_outside_the_standard_are_read() {
        Edoc edoc = (Edoc) Samples.read(NEW.replace(
                                "<edXML:Appendixes>",
                                "<edXML:ReplyFors>r</edXML:ReplyFors><edXML:Direction>true</edXML:Direction>"
                                        + "<edXML:ReferenceCodes>c</edXML:ReferenceCodes><edXML:Appendixes>")
                        .replace(
                                "<edXML:ToPlaces>",
                                "<edXML:ResponseForTask><edXML:TaskCode>t1</edXML:TaskCode><edXML:TaskCode>t2</edXML:TaskCode>"
                                        + "</edXML:ResponseForTask><edXML:ApplicationType>a</edXML:ApplicationType><edXML:ToPlaces>")
                        .replace(
                                "<edXML:TraceHeaderList>",
                                "<edXML:TraceHeaderList id='1'><edXML:Paper>0</edXML:Paper>"))
                .message();

        assertThat(edoc.extensions())
                .isEqualTo(new Extensions(
                        Optional.of("r"),
                        Optional.of(true),
                        Optional.of("c"),
                        List.of("t1", "t2"),
                        Optional.of("a"),
                        Optional.of("0")));
    }

    @Test
    void an_update_and_its_receivers_are_read() {
        String changes = "<edXML:BussinessDocumentInfo><edXML:DocumentInfo>0</edXML:DocumentInfo>"
                + "<edXML:DocumentReceiver>1</edXML:DocumentReceiver><edXML:ReceiverList>"
                + "<edXML:Receiver><edXML:OrganId>G06.22</edXML:OrganId><edXML:ReceiverType>0</edXML:ReceiverType></edXML:Receiver>"
                + "<edXML:Receiver><edXML:OrganId>G22.05</edXML:OrganId><edXML:ReceiverType>1</edXML:ReceiverType></edXML:Receiver>"
                + "</edXML:ReceiverList></edXML:BussinessDocumentInfo>";
        Edoc edoc = (Edoc) Samples.read(RECALL.replace("DocType>1<", "DocType>2<")
                        .replace("<edXML:StaffInfo>", changes + "<edXML:StaffInfo>"))
                .message();

        assertThat(edoc.operation()).isEqualTo(Operation.UPDATE);
        assertThat(edoc.business().orElseThrow().update())
                .contains(new UpdateInfo(false, true, List.of("G06.22"), List.of("G22.05")));
    }

    @Test
    void a_replacement_is_read() {
        String replaced =
                "<edXML:ReplacementInfoList><edXML:ReplacementInfo><edXML:DocumentId>H49.13,1</edXML:DocumentId>"
                        + "<edXML:OrganIdList><edXML:OrganId>H41.02</edXML:OrganId><edXML:OrganId>G06.22</edXML:OrganId></edXML:OrganIdList>"
                        + "</edXML:ReplacementInfo></edXML:ReplacementInfoList>";
        Edoc edoc = (Edoc) Samples.read(NEW.replace("DocType>0<", "DocType>3<")
                        .replace("<edXML:StaffInfo>", replaced + "<edXML:StaffInfo>"))
                .message();

        assertThat(edoc.business().orElseThrow().replacements())
                .containsExactly(new Replacement(new DocumentId("H49.13,1"), List.of("H41.02", "G06.22")));
    }

    private static String between(String text, String first, String last) {
        return text.substring(text.indexOf(first), text.indexOf(last) + last.length());
    }
}
