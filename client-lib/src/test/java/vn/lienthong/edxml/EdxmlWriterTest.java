// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EdxmlWriterTest {
    private static final String HEADER = "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader";
    private final EdxmlWriter writer = new EdxmlWriter();

    @Test
    void a_builder_names_everything_that_is_missing() {
        assertThatThrownBy(() -> Edoc.builder().subject("x").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("From/OrganId", "To", "DocumentId", "CodeNumber", "TraceHeader")
                .hasMessageNotContaining("Subject");
    }

    @Test
    void the_shortest_edoc_is_written_with_all_elements_other_systems_insist_on() throws IOException {
        Organization sender = Organization.of(new AgencyId("H49.13"), "Sở");
        Edoc edoc = Edoc.builder()
                .from(sender)
                .to(Organization.of(new AgencyId("G22"), "VPCP"))
                .documentId(new DocumentId("1"))
                .code("1", "A")
                .promulgated("", LocalDate.of(2026, 3, 16))
                .documentType(DocumentType.of(2, 18, "Công văn"))
                .subject("x")
                .sentAt(LocalDateTime.of(2026, 3, 16, 8, 0))
                .build();

        String written = written(edoc);

        assertThat(written)
                .contains(
                        "<edXML:Fax/>",
                        "<edXML:Content/>",
                        "<edXML:DueDate/>",
                        "<edXML:ToPlaces/>",
                        "<edXML:FullName/>",
                        "<edXML:Appendixes/>");
        assertThat(Samples.read(written).message()).isEqualTo(edoc);
    }

    @Test
    void an_incomplete_edoc_is_refused_with_everything_that_is_missing() {
        Edoc incomplete = (Edoc) Samples.read(Samples.text("sample-new")
                        .replaceAll("<edXML:Subject>.*</edXML:Subject>", "")
                        .replace("<edXML:OrganId>G06.22</edXML:OrganId>", ""))
                .message();

        assertThat(refusal(() -> writer.open(incomplete, List.of())))
                .extracting(Finding::code, Finding::xpath)
                .containsExactly(
                        tuple(ReadingCode.MISSING, HEADER + "/To[2]/OrganId"),
                        tuple(ReadingCode.MISSING, HEADER + "/Subject"));
    }

    @Test
    void a_value_that_is_too_long_is_refused_with_its_path_and_limit() {
        Edoc edoc = Samples.edoc().toBuilder()
                .to(Organization.of(new AgencyId("G22"), "a"), Organization.of(new AgencyId("H29"), "x".repeat(501)))
                .build();

        assertThat(refusal(() -> writer.open(edoc, List.of())))
                .extracting(Finding::code, Finding::xpath, Finding::actual, Finding::limit)
                .containsExactly(tuple(ReadingCode.VALUE_TOO_LONG, HEADER + "/To[2]/OrganName", "501", "500"));
    }

    @Test
    void a_character_that_xml_cannot_carry_is_refused() {
        Edoc edoc = Samples.edoc().toBuilder().subject("a\u0001b\uD800").build();

        assertThat(refusal(() -> writer.open(edoc, List.of())))
                .extracting(Finding::code, Finding::actual)
                .containsExactly(
                        tuple(ReadingCode.FORBIDDEN_CHARACTER, "U+0001"),
                        tuple(ReadingCode.FORBIDDEN_CHARACTER, "U+D800"));
    }

    @Test
    void a_value_outside_its_range_is_refused() {
        Edoc edoc = Samples.edoc().toBuilder().steeringType(3).build();

        assertThat(refusal(() -> writer.open(edoc, List.of())))
                .extracting(Finding::code, Finding::actual)
                .containsExactly(tuple(ReadingCode.VALUE_NOT_ALLOWED, "3"));
    }

    @Test
    void a_status_without_addressee_is_refused() {
        StatusMessage status = Samples.status();
        DocumentReference nobody = new DocumentReference(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                status.responseFor().documentId());

        assertThat(refusal(() -> writer.write(new StatusMessage(
                        status.from(), nobody, List.of(), "3", Optional.empty(), status.timestamp()))))
                .extracting(Finding::code)
                .containsExactly(ReadingCode.MISSING, ReadingCode.VALUE_NOT_ALLOWED);
    }

    @Test
    void fields_outside_the_standard_are_not_written() throws IOException {
        Edoc edoc = (Edoc) Samples.read(Samples.text("sample-new")
                        .replace("<edXML:Appendixes>", "<edXML:Direction>true</edXML:Direction><edXML:Appendixes>"))
                .message();

        assertThat(edoc.extensions().direction()).contains(true);
        assertThat(written(edoc)).doesNotContain("Direction");
    }

    @Test
    void pdf_and_zip_travel_as_they_are_and_everything_else_in_a_zip() throws IOException {
        ContentSource content = ContentSource.of("PK\u0003\u0004".getBytes(StandardCharsets.UTF_8));
        String written = new String(
                writer.open(
                                Samples.edoc(),
                                List.of(
                                        OutgoingAttachment.of("a.PDF", content),
                                        OutgoingAttachment.of("b.zip", content),
                                        OutgoingAttachment.of("c.docx", content)))
                        .readAllBytes(),
                StandardCharsets.UTF_8);

        assertThat(written)
                .containsSubsequence(
                        "<ContentId>cid:a1</ContentId>",
                        "<ContentType>application/pdf</ContentType>",
                        ">UEsDBA==<",
                        "<ContentId>cid:a2</ContentId>",
                        "<ContentType>application/zip</ContentType>",
                        ">UEsDBA==<",
                        "<ContentId>cid:a3</ContentId>",
                        "<ContentType>application/zip</ContentType>",
                        ">UEsDBBQ");
    }

    @Test
    void a_file_is_sent_under_its_name_and_opened_when_its_turn_comes(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("Công văn.pdf"), "%PDF");
        AtomicInteger opened = new AtomicInteger();
        OutgoingAttachment counted = OutgoingAttachment.of("b.pdf", () -> {
            opened.incrementAndGet();
            return InputStream.nullInputStream();
        });

        try (InputStream message = writer.open(Samples.edoc(), List.of(OutgoingAttachment.of(file), counted))) {
            assertThat(message.read()).isEqualTo('<');
            assertThat(opened).hasValue(0);
            assertThat(Samples.read(concat('<', message.readAllBytes())).attachments())
                    .extracting(AttachmentPart::name)
                    .containsExactly("Công văn.pdf", "b.pdf");
        }
        assertThat(opened).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../a.pdf", "a/b.pdf", "a.pdf.", "NUL", "a\u202Eb.pdf"})
    void an_attachment_has_a_plain_name(String name) {
        assertThatThrownBy(() -> OutgoingAttachment.of(name, InputStream::nullInputStream))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void two_attachments_of_one_name_are_refused() {
        OutgoingAttachment one = OutgoingAttachment.of("a.pdf", InputStream::nullInputStream);
        OutgoingAttachment other = OutgoingAttachment.of("A.pdf", InputStream::nullInputStream);

        assertThat(refusal(() -> writer.open(Samples.edoc(), List.of(one, other))))
                .hasSize(1);
    }

    private String written(Edoc edoc) throws IOException {
        return new String(writer.open(edoc, List.of()).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static byte[] concat(char first, byte[] rest) {
        byte[] all = new byte[rest.length + 1];
        all[0] = (byte) first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    private static List<Finding> refusal(ThrowingCallable action) {
        EdxmlException refused = catchThrowableOfType(EdxmlException.class, action);
        assertThat(refused).as("refusal").isNotNull();
        return refused.findings();
    }
}
