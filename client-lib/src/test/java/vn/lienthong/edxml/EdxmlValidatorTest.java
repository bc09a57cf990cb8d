// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EdxmlValidatorTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
    private final EdxmlValidator validator = new EdxmlValidator(
            ReadingLimits.DEFAULT, Clock.fixed(Instant.parse("2026-06-01T08:00:00Z"), ZoneOffset.UTC));

    @Test
    void sums_up_a_document_with_its_attachments() throws IOException {
        MessageSummary summary = validate("good/new-with-zip").summary().orElseThrow();

        assertThat(summary.kind()).isEqualTo(MessageSummary.Kind.EDOC);
        assertThat(summary.documentId()).contains(new DocumentId("H49.13,2026/03/16,125/SKHCN-CDS"));
        assertThat(summary.reference()).contains("125/SKHCN-CDS");
        assertThat(summary.from()).contains("H49.13");
        assertThat(summary.to()).containsExactly("H41.02", "G06.22");
        assertThat(summary.operation()).contains(Operation.NEW);
        assertThat(summary.attachments())
                .extracting(AttachmentPart::name)
                .containsExactly("125-SKHCN-CDS.pdf", "phu-luc.txt");
        assertThat(summary.attachments()).extracting(AttachmentPart::size).containsExactly(125L, 13L);
    }

    @Test
    void sums_up_a_status_with_its_addressee() throws IOException {
        MessageSummary summary = validate("good/status-13").summary().orElseThrow();

        assertThat(summary.kind()).isEqualTo(MessageSummary.Kind.STATUS);
        assertThat(summary.statusCode()).contains("13");
        assertThat(summary.from()).contains("H49.13");
        assertThat(summary.to()).containsExactly("H41.02");
    }

    @Test
    void tells_place_value_and_limit_of_a_finding_in_both_languages() throws IOException {
        Finding finding = validate("bad/agency-closed-province").findings().get(0);

        assertThat(finding.xpath()).isEqualTo("/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/To[1]/OrganId");
        assertThat(finding.message(Locale.ENGLISH))
                .isEqualTo("agency code H46.02 has been closed since 2025-07-01 (→ H50)");
        assertThat(finding.message(Locale.forLanguageTag("vi"))).isEqualTo("mã H46.02 đã đóng từ 2025-07-01 (→ H50)");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void finds_nothing_in_the_sample_messages() throws IOException {
        for (String sample : List.of("sample-new", "sample-recall", "sample-status-03")) {
            assertThat(validate(sample).findings()).as(sample).isEmpty();
        }
    }

    @Test
    void finds_nothing_in_a_document_built_with_care() {
        assertThat(validator.check(letter().build())).isEmpty();
    }

    @Test
    void checks_a_document_in_memory_without_asking_for_its_files() {
        Edoc edoc = letter().to(List.of(Organization.of(new AgencyId("H49.13"), "Sở Khoa học và Công nghệ")))
                .dueDate(TODAY.minusDays(30))
                .build();

        assertThat(validator.check(edoc))
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(RuleCode.SENDER_IS_RECEIVER, RuleCode.DUE_BEFORE_PROMULGATION);
    }

    @Test
    void checks_a_status_in_memory() {
        StatusMessage status = new StatusMessage(
                Organization.of(new AgencyId("H41.02"), "Văn phòng UBND tỉnh"),
                new DocumentReference(
                        Optional.of("H49.13"),
                        Optional.of("125/SKHCN-CDS"),
                        Optional.of(TODAY),
                        Optional.of(new DocumentId("H49.13,2026/06/01,125/SKHCN-CDS"))),
                List.of(),
                "02",
                Optional.empty(),
                Optional.of(LocalDateTime.of(2026, 6, 1, 15, 0)));

        assertThat(validator.check(status)).extracting(Finding::code).containsExactly(RuleCode.STATUS_REASON_MISSING);
    }

    private static EdocBuilder letter() {
        return Edoc.builder()
                .from(Organization.of(new AgencyId("H49.13"), "Sở Khoa học và Công nghệ"))
                .to(List.of(Organization.of(new AgencyId("G22"), "Văn phòng Chính phủ")))
                .documentId(new DocumentId("H49.13,2026/06/01,125/SKHCN-CDS"))
                .code("125", "SKHCN-CDS")
                .promulgated("Quảng Ninh", TODAY)
                .documentType(DocumentType.of(2, 18, "Công văn"))
                .subject("V/v cung cấp đầu mối kỹ thuật")
                .signer(Signer.of("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị Mẫu"))
                .trace(List.of(TraceHeader.of(new AgencyId("H49.13"), LocalDateTime.of(2026, 6, 1, 9, 0))));
    }

    private ValidationReport validate(String name) throws IOException {
        try (InputStream in = EdxmlValidatorTest.class.getResourceAsStream("/edxml/" + name + ".edxml")) {
            return validator.validate(in);
        }
    }
}
